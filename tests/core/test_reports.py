"""Delivery status reports as the mail servers of the world write them: who failed, and which message."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.reports import MOST, Report, read_report

POSTFIX = b"""\
Return-Path: <>
From: MAILER-DAEMON@mx.studio.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: ana@studio.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="9B095B5ADE.1"
Message-Id: <20260302090100.4C1D2@mx.studio.example>

--9B095B5ADE.1
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.studio.example.

<bob@acme.example>: host mx.acme.example[192.0.2.7] said: 550 5.1.1
    <bob@acme.example>: Recipient address rejected: User unknown (in reply to
    RCPT TO command)

--9B095B5ADE.1
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.studio.example
X-Postfix-Queue-ID: 4C1D2
Arrival-Date: Mon,  2 Mar 2026 10:00:58 +0100 (CET)

Final-Recipient: rfc822; Bob@Acme.example
Original-Recipient: rfc822;bob@acme.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.acme.example
Diagnostic-Code: smtp; 550 5.1.1 <bob@acme.example>: User unknown

--9B095B5ADE.1
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: ana@studio.example
To: bob@acme.example
Subject: The new logo
Message-ID: <ask@mail.example>

Hello Bob
--9B095B5ADE.1--
"""

EXIM = b"""\
Return-path: <>
X-Failed-Recipients: bob@acme.example
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.studio.example>
To: ana@studio.example
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1rXyZ-0001Ab-00@mx.studio.example>

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  bob@acme.example
    host mx.acme.example [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<bob@acme.example>:
    550 5.1.1 User unknown

------ This is a copy of the message, including all the headers. ------

Return-path: <ana@studio.example>
From: ana@studio.example
To: bob@acme.example
Message-ID: <ask@mail.example>
Subject: The new logo

Hello Bob
"""

QMAIL = b"""\
Return-Path: <>
Date: 2 Mar 2026 09:01:00 -0000
From: MAILER-DAEMON@mx.studio.example
To: ana@studio.example
Subject: failure notice

Hi. This is the qmail-send program at mx.studio.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<bob@acme.example>:
192.0.2.7 does not like recipient.
Remote host said: 550 5.1.1 User unknown

--- Below this line is a copy of the message.

Return-Path: <ana@studio.example>
Received: (qmail 1234 invoked by uid 89); 2 Mar 2026 09:00:58 -0000
Message-ID: <ask@mail.example>
From: ana@studio.example
To: bob@acme.example

Hello Bob
"""

EXCHANGE = b"""\
From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@studio.example>\r
To: <ana@studio.example>\r
Subject: Undeliverable: The new logo\r
Content-Type: multipart/report; report-type=delivery-status;\r
\tboundary="b1"\r
Message-ID: <9f1c@mbx1.studio.example>\r
In-Reply-To: <ask@mail.example>\r
References: <ask@mail.example>\r
\r
--b1\r
Content-Type: text/html; charset="utf-8"\r
\r
<p>Your message to bob@acme.example couldn't be delivered.</p>\r
--b1\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns;mbx1.studio.example\r
Received-From-MTA: dns;mbx1.studio.example\r
\r
Final-recipient: RFC822; bob@acme.example\r
Action: failed\r
Status: 5.1.10\r
Diagnostic-code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound\r
\r
--b1\r
Content-Type: text/rfc822-headers\r
\r
From: Ana <ana@studio.example>\r
To: bob@acme.example\r
Message-ID:\r
\t<ask@mail.example>\r
\r
--b1--\r
"""

OUR_MESSAGE = ("<ask@mail.example>",)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(POSTFIX, id="postfix"),
        pytest.param(EXIM, id="exim"),
        pytest.param(QMAIL, id="qmail"),
        pytest.param(EXCHANGE, id="exchange"),
    ],
)
def test_a_failure_names_the_recipient_and_our_message(source: bytes) -> None:
    report = read_report(source)
    assert (report.recipients, report.original_ids) == (("bob@acme.example",), OUR_MESSAGE)
    assert not report.delayed


def test_line_ends_make_no_difference() -> None:
    assert read_report(POSTFIX.replace(b"\n", b"\r\n")) == read_report(POSTFIX)


DELAYED = POSTFIX.replace(b"Action: failed", b"Action: delayed").replace(b"550", b"451")
EXIM_DELAY = b"""\
From: Mail Delivery System <Mailer-Daemon@mx.studio.example>
To: ana@studio.example
Subject: Warning: message 1rXyZ-0001Ab-00 delayed 24 hours
Message-Id: <E1rXyZ-0001Ab-01@mx.studio.example>

This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue.

The address to which the message has not yet been delivered is:

  bob@acme.example
    host mx.acme.example [192.0.2.7]: Connection timed out

No action is required on your part. Delivery attempts will continue.
"""


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(DELAYED, id="postfix"),
        pytest.param(EXIM_DELAY, id="exim__no_machine_readable_part"),
        pytest.param(POSTFIX.replace(b"Action: failed", b"Action: relayed"), id="relayed__no_failure"),
        pytest.param(POSTFIX.replace(b"Action: failed", b"Action: delivered"), id="delivered__no_failure"),
    ],
)
def test_a_delay_is_no_failure(source: bytes) -> None:
    assert read_report(source) == Report((), (), delayed=True)


def test_of_several_recipients_only_the_failed_ones_are_named() -> None:
    late = b"Final-Recipient: rfc822; carol@acme.example\nAction: delayed\nStatus: 4.4.1\n\n"
    mixed = POSTFIX.replace(b"Final-Recipient: rfc822; Bob", late + b"Final-Recipient: rfc822; Bob")
    assert read_report(mixed).recipients == ("bob@acme.example",)


def test_an_address_twice_is_named_once() -> None:
    twice = QMAIL.replace(b"<bob@acme.example>:\n", b"<bob@acme.example>:\n<BOB@acme.example>:\n")
    assert read_report(twice).recipients == ("bob@acme.example",)


def test_the_reports_own_id_is_not_taken_for_ours() -> None:
    assert (
        read_report(
            POSTFIX.replace(b"<ask@mail.example>", b"<20260302090100.4C1D2@mx.studio.example>")
        ).original_ids
        == ()
    )


def test_there_are_never_more_than_twenty() -> None:
    many = b"\n".join(b"<guest%d@acme.example>:\nno such user" % n for n in range(100))
    assert len(read_report(b"From: mailer-daemon\n\n" + many).recipients) == MOST


def test_a_report_without_body_says_nothing() -> None:
    assert read_report(b"From: mailer-daemon\nMessage-ID: <x@y.example>") == Report((), ())


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"\n" * 65536, id="line_ends"),
        pytest.param(b" \n" * 32768, id="empty_lines"),
        pytest.param(b" " * 65536, id="spaces"),
        pytest.param(b"Message-ID:" * 6000, id="field_names"),
        pytest.param(b"a@" * 32768, id="ats"),
        pytest.param(b"Final-Recipient: rfc822;" + b"a" * 65536, id="an_endless_recipient"),
    ],
)
def test_a_hostile_body_is_read_in_one_go(body: bytes) -> None:
    """None of them may take the square of its length; the suite's time limit notices."""
    assert read_report(b"From: mailer-daemon\n\n" + body) == Report((), ())


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_raising(source: bytes) -> None:
    report = read_report(source)
    assert len(report.recipients) <= MOST


@given(
    st.integers(0, len(POSTFIX)), st.integers(0, len(POSTFIX)), st.sampled_from((POSTFIX, EXCHANGE, QMAIL))
)
def test_a_torn_report_is_read_without_raising(start: int, end: int, source: bytes) -> None:
    report = read_report(source[start:end])
    assert all(r == r.lower() for r in report.recipients)


def machine(status: bytes, action: bytes = b"failed") -> bytes:
    return POSTFIX.replace(b"Status: 5.1.1", b"Status: " + status).replace(
        b"Action: failed", b"Action: " + action
    )


def test_a_permanent_failure_is_told_from_one_that_was_given_up() -> None:
    lasting, given_up = read_report(machine(b"5.1.1")), read_report(machine(b"4.4.7"))
    assert (lasting.status, given_up.status) == ("5.1.1", "4.4.7")
    assert lasting.recipients == given_up.recipients == ("bob@acme.example",)
    assert "refused for good" in lasting.because
    assert "given up after trying" in given_up.because


def test_a_temporary_failure_that_is_still_tried_is_a_delay() -> None:
    report = read_report(machine(b"4.4.1", b"delayed"))
    assert (report.delayed, report.recipients, report.status) == (True, (), "")
    assert report.because == "a report of a mere delay"


def test_the_status_is_that_of_the_failed_recipient() -> None:
    late = b"Final-Recipient: rfc822; carol@acme.example\nAction: delayed\nStatus: 4.4.1\n\n"
    mixed = POSTFIX.replace(b"Final-Recipient: rfc822; Bob", late + b"Final-Recipient: rfc822; Bob")
    assert read_report(mixed).status == "5.1.1"


def test_a_failure_whose_subject_quotes_ours_is_no_delay() -> None:
    quoting = QMAIL.replace(b"failure notice", b"Undeliverable: Delay of the (delayed) logo")
    assert read_report(quoting).recipients == ("bob@acme.example",)


HEAD = b"From: postmaster@mx.studio.example\nTo: ana@studio.example\nSubject: Undeliverable: Logo\n\n"
TEXTS = [
    (
        "exchange_2003",
        b"Your message\n\n  To:      Bob\n  Subject: Logo\n\ndid not reach the following recipient(s):\n\n"
        b"bob@acme.example on Mon, 2 Mar 2026 10:00:00 +0100\n    The recipient name is not recognized\n",
    ),
    (
        "postfix_without_report",
        b"I'm sorry to have to inform you that the message returned\nbelow could not be delivered.\n\n"
        b"For further assistance, please send mail to <postmaster@mx.studio.example>\n\n"
        b'<bob@acme.example>: unknown user: "bob"\n',
    ),
    (
        "opensmtpd",
        b"An error has occurred while attempting to deliver a message for\n"
        b"the following list of recipients:\n\n"
        b"bob@acme.example: 550 5.1.1 <bob@acme.example>... User Unknown\n\n"
        b"Below is a copy of the original message:\n\nReceived: from x\nFrom: ana@studio.example\n",
    ),
    (
        "sendmail_5",
        b"   ----- Transcript of session follows -----\n"
        b"554 <bob@acme.example>... 550 Host unknown (Authoritative answer from name server)\n\n"
        b"   ----- Unsent message follows -----\nReceived: by x\nTo: carol@other.example\n",
    ),
    (
        "dragonfly",
        b"There was an error delivering your mail to <bob@acme.example>.\n\nMessage headers follow.\n\n"
        b"Received: from x\nTo: <carol@other.example>\n",
    ),
    (
        "imail",
        b"User mailbox exceeds allowed size: bob@acme.example\n\n"
        b"Original message follows.\n\nTo: c@d.example\n",
    ),
    (
        "bulleted",
        b"Delivery to the following recipients was aborted after 5.0 hour(s):\n\n  * bob@acme.example\n",
    ),
    ("named", b'The mail could not be delivered to the following user:\n\n"Bob" <bob@acme.example>\n'),
    ("gmx", b'The following address failed:\n\n"bob@acme.example":\nSMTP error after RCPT command\n'),
]


@pytest.mark.parametrize("text", [t[1] for t in TEXTS], ids=[t[0] for t in TEXTS])
def test_a_notice_in_plain_words_names_the_recipient(text: bytes) -> None:
    assert read_report(HEAD + text).recipients == ("bob@acme.example",)


def test_an_encoded_notice_is_read() -> None:
    text = base64.b64encode(b"Delivery has failed to these recipients:\n\nbob@acme.example\n")
    assert read_report(HEAD[:-1] + b"Content-Transfer-Encoding: base64\n\n" + text).recipients == (
        "bob@acme.example",
    )


def test_who_helps_and_who_wrote_are_not_who_failed() -> None:
    text = (
        b"Your message was not delivered.\n\nana@studio.example\n\nPlease contact <help@mx.studio.example>\n"
    )
    assert read_report(HEAD + text).recipients == ()


@pytest.mark.parametrize("control", [b"\x1b[2J", b"\0", b"\x07", b"\x9b2J"])
def test_no_control_of_a_terminal_is_part_of_a_failed_address(control: bytes) -> None:
    body = b"Final-Recipient: rfc822; x@y" + control + b"z.example\nAction: failed\n"
    report = read_report(b"Subject: x\n\n" + body)
    assert all(c.isprintable() for c in report.because)
