"""What mail programs and providers call the special folders, where the server does not say (RFC 6154)."""

from __future__ import annotations

from collections.abc import Mapping

from ghostd.core.folders import Role


def names(listed: str) -> tuple[str, ...]:
    """The names between the bars, whatever the lines are broken at."""
    return tuple(" ".join(name.split()) for name in listed.split("|"))


USUAL: Mapping[Role, tuple[str, ...]] = {
    Role.SENT: names(
        """Sent | Sent Items | Sent Mail | Sent Messages | Sent-Mail | Enviados | Elementos enviados |
        Mensajes enviados | Correo enviado | Gesendet | Gesendete Elemente | Gesendete Objekte |
        Gesendete Nachrichten | Envoyés | Éléments envoyés | Messages envoyés | Objets envoyés |
        Courrier envoyé | Posta inviata | Inviata | Inviati | Messaggi inviati | Itens enviados |
        E-mails enviados | Mensagens enviadas | Verzonden | Verzonden items | Verzonden berichten |
        Skickat | Skickade | Sendt | Sendte elementer | Sendt post | Lähetetyt | Wysłane | Elementy
        wysłane | Odeslané | Odeslaná pošta | Odoslané | Elküldött | Elküldött elemek | Trimise |
        Enviats | Bidaliak | Bidalitakoak | Gönderilmiş Öğeler | Gönderilenler | Отправленные |
        Надіслані | Απεσταλμένα | 送信済み | 送信済みメール | 已发送 | 已发送邮件 | 보낸편지함"""
    ),
    Role.DRAFTS: names(
        """Drafts | Draft | Borradores | Borrador | Entwürfe | Brouillons | Brouillon | Bozze | Rascunhos |
        Concepten | Utkast | Kladder | Kladde | Luonnokset | Szkice | Wersje robocze | Kopie robocze |
        Koncepty | Rozepsané | Piszkozatok | Ciorne | Esborranys | Zirriborroak | Taslaklar | Черновики
        | Чернетки | Πρόχειρα | 下書き | 草稿 | 草稿箱 | 임시보관함"""
    ),
    Role.TRASH: names(
        """Trash | Deleted Items | Deleted Messages | Deleted | Bin | Papelera | Papelera de reciclaje |
        Elementos eliminados | Eliminados | Papierkorb | Gelöschte Elemente | Gelöschte Objekte |
        Gelöscht | Corbeille | Éléments supprimés | Cestino | Posta eliminata | Elementi eliminati |
        Lixeira | Lixo | Itens excluídos | Itens eliminados | Prullenbak | Prullenmand | Verwijderde
        items | Papperskorgen | Borttagna objekt | Papirkurv | Slettet post | Slettede elementer |
        Roskakori | Poistetut | Kosz | Elementy usunięte | Koš | Odstraněná pošta | Kôš | Kuka | Törölt
        elemek | Coș de gunoi | Paperera | Zakarrontzia | Çöp Kutusu | Корзина | Удаленные | Кошик |
        Κάδος | ゴミ箱 | 已删除 | 휴지통"""
    ),
    Role.JUNK: names(
        """Junk | Spam | Junk E-mail | Junk Email | Bulk Mail | Bulk | Correo no deseado | Spam-Verdacht |
        Junk-E-Mail | Unerwünscht | Courrier indésirable | Indésirables | Pourriel | Posta indesiderata
        | Lixo eletrônico | Lixo Eletrónico | Ongewenste e-mail | Skräppost | Søppelpost | Uønsket post
        | Roskaposti | Wiadomości-śmieci | Nevyžádaná pošta | Correu brossa | Спам | 迷惑メール | 垃圾邮件 |
        스팸편지함"""
    ),
}
"""The commonest first: where two would do, the earlier one is it."""
