"""What the parts of a list are called."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.attendance import Part
from bot.i18n import N_

HEADINGS: Mapping[Part, str] = {
    Part.SEATED: N_("**Going**"),
    Part.GUEST: N_("**Guests without Discord**"),
    Part.UNANSWERED: N_("**Came without an answer**"),
    Part.UNDECIDED: N_("**Waiting for your yes**"),
    Part.WAITING: N_("**Waiting for a seat**"),
    Part.MAYBE: N_("**May come**"),
    Part.ASKED: N_("**Asked anew**"),
    Part.NO: N_("**Cannot come**"),
}
PARTS: Mapping[Part, str] = {
    Part.SEATED: N_("going"),
    Part.GUEST: N_("guest without Discord"),
    Part.UNANSWERED: N_("came without an answer"),
    Part.UNDECIDED: N_("waiting for your yes"),
    Part.WAITING: N_("waiting"),
    Part.MAYBE: N_("may come"),
    Part.ASKED: N_("asked anew"),
    Part.NO: N_("cannot come"),
}
