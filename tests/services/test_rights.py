from __future__ import annotations

import pytest

from bot.domain.rights import Asker, Right
from bot.errors import AdminsOnlyError, ModeratorsOnlyError, OrganisersOnlyError, UserError
from bot.services.services import Services

SERVER, OTHER_SERVER, SENPAI, FESTIVAL = 1, 2, 11, 12


@pytest.fixture(autouse=True)
async def named_roles(services: Services) -> None:
    await services.settings.set(SERVER, "moderator_role", str(SENPAI))
    await services.settings.set(SERVER, "organiser_role", str(FESTIVAL))


@pytest.mark.parametrize(
    ("asker", "held"),
    [
        (Asker(7, SERVER), set()),
        (Asker(7, SERVER, manages_server=True), {Right.ADMIN}),
        (Asker(7, SERVER, moderates_members=True), {Right.MODERATOR}),
        (Asker(7, SERVER, manages_events=True), {Right.ORGANISER}),
        (Asker(7, SERVER, roles=frozenset({SENPAI})), {Right.MODERATOR}),
        (Asker(7, SERVER, roles=frozenset({FESTIVAL})), {Right.ORGANISER}),
        (Asker(7, OTHER_SERVER, roles=frozenset({SENPAI, FESTIVAL})), set()),
        (Asker(7), set()),
    ],
)
async def test_rights_come_from_permissions_and_from_the_roles_a_server_named(
    services: Services, asker: Asker, held: set[Right]
) -> None:
    assert await services.rights.held(asker) == held


@pytest.mark.parametrize(
    ("right", "refusal"),
    [
        (Right.ADMIN, AdminsOnlyError),
        (Right.MODERATOR, ModeratorsOnlyError),
        (Right.ORGANISER, OrganisersOnlyError),
    ],
)
async def test_each_missing_right_has_a_refusal_of_its_own(
    services: Services, right: Right, refusal: type[UserError]
) -> None:
    with pytest.raises(refusal):
        await services.rights.require(Asker(7, SERVER), right)
