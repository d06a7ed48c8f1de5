"""What was announced in the demo: by the admin everywhere, once the regions have their places."""

from __future__ import annotations

from bot.demo.community import OWNER, Community
from bot.domain.addressees import Addressees, Sort, Term
from bot.domain.rights import Standing
from bot.services.announcements import Heard
from bot.services.services import Services

MEANT = Addressees((Term(Sort.REGION, "cPT"), Term(Sort.REGION, "p02"), Term(Sort.REGION, "cGB")))
ROOM = "general"
ENGLISH = (
    "The annual meeting is coming up. You find its card in #events; please say there whether "
    "you come. Whoever would like to stand for a region, write to me before then."
)
JAPANESE = (
    "年次総会を開きます。詳しくは #events のカードをご覧になり、出欠をお知らせください。"
    "地域の代表をしてくださる方は、総会までにご連絡ください。"
)


async def announce(community: Community, services: Services) -> None:
    """Let the admin announce something to some regions and in a channel for all."""
    admin = Standing(community.users[OWNER].id, community.guild.id, manages_events=True)
    channels = (community.rooms[ROOM].id,)
    preview = await services.announcements.draft(
        admin, MEANT, channels, None, "en-GB", english=ENGLISH, japanese=JAPANESE
    )
    await services.announcements.send(admin, preview.announcement.id, Heard())
