"""Currencies are the codes of ISO 4217 that are in use; each sum is exact to its currency's minor unit.

Source: ISO 4217, list one, without funds and precious metals; the lev, too, for the invoices before 2026.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

_IN_USE = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL
HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD
MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG
QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD
TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
_WITHOUT_MINOR = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_IN_THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND"

CURRENCIES = frozenset(_IN_USE.split())
MINOR_DIGITS = dict.fromkeys(_WITHOUT_MINOR.split(), 0) | dict.fromkeys(_IN_THOUSANDTHS.split(), 3)


def decimals(currency: str) -> int:
    """How many digits behind the point an amount has; two for a code that is not known."""
    return MINOR_DIGITS.get(currency, 2)


def rounded(value: Decimal, currency: str) -> Decimal:
    """The value in whole minor units; a half goes to the even neighbour."""
    return value.quantize(Decimal(1).scaleb(-decimals(currency)), ROUND_HALF_EVEN)
