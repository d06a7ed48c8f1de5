from __future__ import annotations

import pytest

from bot.domain.rights import Right, Standing
from bot.errors import AdminsOnlyError, ModeratorsOnlyError, OrganisersOnlyError, UserError
from bot.services.services import Services

SERVER, OTHER_SERVER, SENPAI, FESTIVAL = 1, 2, 11, 12


@pytest.fixture(autouse=True)
async def named_roles(services: Services) -> None:
    await services.settings.set(SERVER, "moderator_role", str(SENPAI))
    await services.settings.set(SERVER, "organiser_role", str(FESTIVAL))


@pytest.mark.parametrize(
    ("standing", "held"),
    [
        (Standing(7, SERVER), set()),
        (Standing(7, SERVER, manages_server=True), {Right.ADMIN}),
        (Standing(7, SERVER, moderates_members=True), {Right.MODERATOR}),
        (Standing(7, SERVER, manages_events=True), {Right.ORGANISER}),
        (Standing(7, SERVER, roles=frozenset({SENPAI})), {Right.MODERATOR}),
        (Standing(7, SERVER, roles=frozenset({FESTIVAL})), {Right.ORGANISER}),
        (Standing(7, OTHER_SERVER, roles=frozenset({SENPAI, FESTIVAL})), set()),
        (Standing(7), set()),
    ],
)
async def test_rights_come_from_permissions_and_from_the_roles_a_server_named(
    services: Services, standing: Standing, held: set[Right]
) -> None:
    assert await services.rights.held(standing) == held


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
        await services.rights.require(Standing(7, SERVER), right)
