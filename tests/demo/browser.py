"""A visitor's hands in a real browser: choose, type, press, read."""

from __future__ import annotations

from playwright.async_api import FrameLocator, Locator, Page


class Visitor:
    """Somebody in front of the demo's pages."""

    def __init__(self, page: Page, address: str) -> None:
        self._page = page
        self._address = address

    @property
    def conversation(self) -> FrameLocator:
        return self._page.frame_locator("iframe")

    @property
    def dialog(self) -> Locator:
        return self.conversation.get_by_role("dialog")

    async def be(self, name: str) -> None:
        """Choose a person on the landing page."""
        await self._page.goto(self._address)
        await self._page.get_by_role("link", name=name, exact=True).click()

    async def go(self, channel: str) -> None:
        """Choose a channel of the person one is."""
        await self._page.get_by_role("link", name=channel, exact=True).click()

    async def reload(self) -> None:
        await self._page.reload()

    async def run(self, command: str) -> None:
        """Type a command without options and send it."""
        await self.begin(command)
        await self.send()

    async def begin(self, command: str) -> None:
        """Type a command and take it from the list."""
        message = self.conversation.get_by_role("textbox", name="Message")
        await message.press_sequentially(command)
        await self._take(command, message)

    async def add_option(self, option: str, typed: str, suggestion: str) -> None:
        """Add an option, type, and take a suggestion."""
        await self.conversation.locator("button.command-ghost").click()
        await self.conversation.get_by_role("option", name=option).first.click()
        await self.answer(option, typed, suggestion)

    async def type_in(self, option: str, text: str) -> None:
        """Type into an option of the command that suggests nothing."""
        await self.conversation.locator(f"input[data-option='{option}']").fill(text)

    async def answer(self, option: str, typed: str, suggestion: str) -> None:
        """Type into an option of the command, and take a suggestion."""
        field = self.conversation.locator(f"input[data-option='{option}']")
        await field.press_sequentially(typed)
        await self._take(suggestion, field)

    async def _take(self, suggestion: str, field: Locator) -> None:
        """Take what the list suggests first, by key.

        Anything new in the channel draws the list anew, and a click whose two halves fall on
        either side of that is lost.
        """
        await self.conversation.get_by_role("option", name=suggestion, selected=True).wait_for()
        await field.press("Enter")

    async def send(self) -> None:
        await self.conversation.get_by_role("button", name="Send").click()

    async def press(self, button: str) -> None:
        """Press a button of the newest message that has it."""
        await self.conversation.get_by_role("button", name=button, exact=True).last.click()

    async def choose(self, value: str) -> None:
        """Choose one of the open form's radio buttons, by its value."""
        await self.dialog.locator(f"input[value={value}]").check(force=True)

    async def fill(self, answers: dict[str, str]) -> None:
        """Write into the fields of the open form, by their labels, and submit it."""
        for label, answer in answers.items():
            await self.dialog.get_by_role("textbox", name=label).first.fill(answer)
        await self.dialog.get_by_role("button", name="Submit").click()

    async def sees(self, text: str) -> None:
        """Wait until the conversation shows a text."""
        await self.conversation.get_by_text(text).last.wait_for()
