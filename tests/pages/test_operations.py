"""The Operations page: its views full and empty, and what its buttons ask of the services."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from domain.errors import DatabaseBusy, InvalidInput
from domain.flags import MODEL_SCORING
from domain.model_use import Outcome, RunState, SwitchState
from domain.people import Role
from services.health import Check
from services.operations import CostView, Decision, QuotaBar, RunFilter
from tests.pages.conftest import press, press_in_dialog, words
from tests.pages.fake_operations import (
    AFTER,
    GROQ,
    HF,
    HOSTILE,
    LOCAL,
    card,
    decisions,
    fill,
    no_runs,
    run,
    some_alerts,
    some_cards,
    some_days,
    some_flags,
    some_runs,
    some_usage,
)
from tests.pages.samples import person
from tests.unit.ui.test_contrast import SHAPE, THEME, contrast
from ui import navigation
from ui.operations_charts import BROKEN
from ui.operations_cost import cache_words, latency_words, spent_words, trouble_words
from ui.operations_flags import reach
from ui.operations_providers import decision_rows, effect
from ui.operations_words import dollars, moment, percent, took

VIEWS = ("providers", "cost", "runs", "flags", "health")


@pytest.fixture
def operations(services):
    """The fake service, empty at first."""
    return services.operations


@pytest.fixture
def show(open_page, store):
    """Open a view of the page as an admin."""
    admin = person(store, Role.ADMIN)
    return lambda view="", **query: open_page("operations", admin, **({"view": view} if view else {}), **query)


def badges(app):
    return [m.value for m in app.markdown if "-badge[" in m.value]


def address(app):
    """The query of the page's address; AppTest gives a value alone or in a list."""
    return {key: value if isinstance(value, str) else value[0] for key, value in app.query_params.items()}


def asked(store, name):
    """What the calls of one method were given, the last one last."""
    return [what for called, what in store.calls if called == name]


def test_the_page_opens_on_providers(show):
    app = show()
    assert app.title[0].value == "Operations"
    assert [h.value for h in app.header] == ["Providers"]


@pytest.mark.parametrize("view", VIEWS)
def test_the_address_names_the_view(show, view):
    app = show(view)
    assert not app.exception
    assert app.header[0].value == view.capitalize()


def test_an_unknown_view_is_the_first_one(show):
    assert show("nonsense").header[0].value == "Providers"


def test_choosing_a_view_writes_it_into_the_address(show):
    app = show()
    app.segmented_control[0].set_value("flags").run()
    assert app.header[0].value == "Flags"
    assert address(app) == {"view": "flags"}


def test_an_address_that_changes_by_itself_changes_the_view(show):
    app = show("cost")
    app.query_params["view"] = "health"
    assert app.run().header[0].value == "Health"
    assert app.segmented_control[0].value == "health"


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_can_be_drawn_full(show, services, view):
    fill(services)
    app = show(view)
    assert not app.exception
    assert [e.value for e in app.error] == ["**Worker:** has stopped; restart the app"]
    assert len(app.title) == 1


def test_a_broken_check_stands_above_every_view_and_working_ones_do_not(show, services):
    assert "**Worker:** has stopped" in show("cost").error[0].value
    services.health.report = lambda: [Check("database", True, "embedded")]
    assert not show("cost").error


def test_health_shows_every_check_in_words(show):
    app = show("health")
    text = words(app)
    for expected in ("**Database**", "Not working", "Worth reading", "APP_BASE"):
        assert expected in text.replace("\\", "")


def test_operations_is_not_a_candidates_address(open_page, store):
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        open_page("operations", person(store))


def test_the_page_guards_itself_too(open_page, store, services, monkeypatch):
    fill(services)
    monkeypatch.setitem(navigation.CANDIDATE_MENU, "Operations", ("operations",))
    app = open_page("operations", person(store))
    assert app.error[0].value == "This needs the role admin."
    assert "Groq" not in words(app)


def test_there_is_no_place_for_alerts_when_there_is_none(show):
    assert "Needs a look" not in words(show())


def test_an_alert_is_settled_once_and_leaves(show, operations, store):
    operations.unsettled = some_alerts()
    app = show("cost")
    assert "key 2 was refused (401)" in words(app)
    assert "14 times" in words(app)
    app.button(key="settle-denied:groq:default:key 2").click().run()
    assert asked(store, "settle_alert") == ["denied:groq:default:key 2"]
    assert "key 2 was refused" not in words(app)
    assert app.toast[0].value == "Alert settled"
    assert not app.run().toast


def test_many_alerts_leave_the_rest_of_the_page_in_sight(show, operations):
    operations.unsettled = [a.model_copy(update={"key": f"{a.key}{n}"}) for n in range(3) for a in some_alerts()]
    assert "Show 6 more" in [e.label for e in show().expander]


def test_without_a_provider_the_page_says_what_that_means_and_which_settings_help(show):
    text = words(show())
    for expected in ("offline estimate", "GROQ_API_KEYS", "HF_TOKENS", "OPENAI_COMPATIBLE_URL"):
        assert expected in text


def test_a_provider_card_says_its_state_its_quota_and_its_models(show, operations):
    operations.cards = some_cards()
    text = words(show())
    for expected in (
        "Groq, organization default",
        "12,096 of 14,400 requests. Told by the provider.",
        "412,300 tokens, no limit set.",
        "97 %",
        "840 ms",
        "Last 50 answered tries: 600 ms to 3.1 s",
        "Circuit breaker open",
        "openai/gpt-oss-120b: interviewer, evaluator, planner",
        "The provider's list of models has not been read yet.",
    ):
        assert expected in text.replace("\\", ""), expected


@pytest.mark.parametrize(
    ("state", "label"),
    [
        ("working", "Working"),
        ("unused", "Not used yet"),
        ("degraded", "Degraded"),
        ("cooling", "Cooling down"),
        ("open", "Circuit open"),
        ("exhausted", "Used up"),
        ("draining", "Draining"),
        ("off", "Off"),
        ("denied", "Key refused"),
    ],
)
def test_every_state_has_its_words_and_an_icon(show, operations, state, label):
    operations.cards = [card(state=state)]
    badge = next(b for b in badges(show()) if label in b)
    assert ":material/" in badge


@pytest.mark.parametrize(
    ("used", "limit", "said"),
    [
        (79, 100, ":gray[79 % used.]"),
        (80, 100, ":orange-badge[:material/data_usage: 80 % used, nearly used up]"),
        (99.99, 100, ":orange-badge[:material/data_usage: 99 % used, nearly used up]"),
        (130, 100, ":red-badge[:material/error: 100 % used, used up]"),
        (0, 0, ":red-badge[:material/error: 100 % used, used up]"),
    ],
)
def test_a_quota_is_said_in_words_before_and_at_its_end(show, operations, used, limit, said):
    operations.cards = [card(quotas=(QuotaBar("Requests today", used, limit, "requests"),))]
    assert said in words(show())


def test_a_model_that_is_not_offered_is_pointed_out(show, operations):
    operations.cards = [card()]
    assert "Not offered" not in words(show())
    operations.cards = [card(models=(("chat", "gone-model", False),))]
    assert "gone-model: chat. :orange-badge[:material/help: Not offered by this provider]" in words(show())


def test_an_account_is_switched_only_after_the_confirmation(show, operations, store):
    operations.cards = [card()]
    app = show()
    press(app, "Turn off")
    assert asked(store, "switch") == []
    assert "2 calls are running now" in words(app)
    press_in_dialog(app, "Turn off", "switch-not")
    assert asked(store, "switch") == []
    press_in_dialog(press(app, "Turn off"), "Turn off", "switch-now")
    assert asked(store, "switch") == [(GROQ, SwitchState.OFF)]
    assert app.toast[0].value == "Groq, organization default is off"
    assert [b.label for b in app.button if b.label in ("Turn on", "Drain", "Turn off")] == ["Turn on"]


def test_a_switch_that_fails_says_so_and_changes_nothing(show, operations):
    operations.cards = [card()]
    operations.broken["switch"] = DatabaseBusy("The database does not answer. Try again in a moment.")
    app = press_in_dialog(press(show(), "Drain"), "Drain", "switch-now")
    assert "The database does not answer" in words(app)
    assert not app.toast
    assert operations.cards[0].switch is SwitchState.ON


@pytest.mark.parametrize(("state", "offered"), [("on", {"Drain", "Turn off"}), ("draining", {"Turn on", "Turn off"})])
def test_only_what_would_change_something_is_offered(show, operations, state, offered):
    operations.cards = [card(switch=SwitchState(state))]
    assert {b.label for b in show().button} & {"Turn on", "Drain", "Turn off"} == offered


def test_the_dialog_says_when_no_other_account_is_on():
    one, other = card(), card(HF)
    assert "No other account is on" in effect(one, SwitchState.OFF, [one])
    assert "No other account is on" not in effect(one, SwitchState.OFF, [one, other])
    assert "No other account is on" in effect(one, SwitchState.DRAINING, [one, replace(other, switch=SwitchState.OFF)])
    assert "1 call is running now" in effect(replace(one, in_flight=1), SwitchState.OFF, [one])


def test_a_decision_shows_what_was_weighed_and_why_not(store):
    at = datetime(2026, 11, 19, 14, 2, 7, tzinfo=UTC)
    admin = person(store, Role.ADMIN, time_zone="Europe/Stockholm")
    first, second = decision_rows(admin, [Decision(at, "answer_evaluator", LOCAL, "answered", 9800, AFTER)])
    assert first["Try"] == "19 November, 15:02:07 Answer evaluator"
    assert first["Result"] == "**Chosen:** answered, 9.8 s"
    assert first["Score"] == "**0.66**: health 0.90, quota 1.00, time 0.00"
    assert second["Try"] == ""
    assert second["Account"] == "Groq, default"
    assert second["Result"] == "Left out: cooling down for 41 s"


def test_the_decisions_stand_below_the_cards(show, operations):
    operations.cards, operations.routed = [card()], decisions(12)
    app = show()
    assert "Last decisions" in words(app)
    assert len(app.table) == 2
    assert "Show the 7 before these" in [e.label for e in app.expander]


def test_cost_names_what_is_not_in_the_sums(show, operations):
    operations.spent = CostView(Decimal("0.0042"), Decimal("12.3"), Decimal("0.42"), Decimal(15), 4)
    app = show("cost")
    assert [(m.label, m.value) for m in app.metric] == [
        ("Today", "$0.0042"), ("This month", "$12.30"), ("Estimated", "$0.42"),
    ]  # fmt: skip
    text = words(app).replace("\\", "")
    assert "$12.72 of $15.00." in text
    assert "84 % used, nearly used up" in text
    assert "4 tries this month have no known price and are in no sum." in text


def test_without_a_budget_cost_says_that_nothing_stops(show):
    assert "No monthly budget is set" in words(show("cost"))


def test_charts_have_words_and_tables_of_the_same_numbers(show, operations, store):
    operations.figures, operations.ledger = some_days(), some_usage()
    app = show("cost")
    assert len(app.get("plotly_chart")) == 4
    assert all(chart.proto.alt for chart in app.get("plotly_chart"))
    assert len(app.dataframe) == 2
    assert app.dataframe[0].value["Runs"].iloc[0] == operations.figures[0].runs
    app.segmented_control(key="cost-days").set_value(30).run()
    assert asked(store, "days")[-1] == 30
    assert len(app.dataframe[0].value) == 29


def test_less_than_a_day_is_said_instead_of_drawn(show, operations):
    operations.figures = some_days(1)
    app = show("cost")
    assert not app.get("plotly_chart")
    assert "Less than one day of data" in words(app)
    operations.figures = []
    assert "No agent has run in the last 7 days." in words(show("cost"))


def test_a_chart_without_anything_to_draw_says_so(show, operations):
    operations.figures = [replace(d, fallback=0, failed=0) for d in some_days()]
    app = show("cost")
    assert len(app.get("plotly_chart")) == 3
    assert "Nothing to draw" in words(app)


def test_sentences_beside_the_charts_carry_the_numbers():
    day = datetime(2026, 11, 17).date()
    one = replace(no_runs(day), runs=10, failed=1, fallback=2, dollars=Decimal("0.12"), median_ms=850.0, p95_ms=2100.0)
    days = [replace(one, cache_hits=3, cache_misses=1), no_runs(day + timedelta(days=1))]
    assert spent_words(days) == "$0.12 in 2 days, most on 17 November ($0.12)."
    assert latency_words(days) == "17 November: half within 850 ms, 95 % within 2.1 s."
    assert cache_words(days) == "75 % of 4 look-ups."
    assert trouble_words(days) == "1 of 10 runs failed, 2 got the offline answer."
    assert spent_words(days[1:]) == latency_words(days[1:]) == cache_words(days[1:]) == trouble_words(days[1:]) == ""


def test_runs_are_listed_with_who_answered_and_what_it_took(show, operations):
    operations.all_runs = [run(), run(RunState.CACHED), run(RunState.FALLBACK)]
    text = words(show("runs")).replace("\\", "")
    assert "Groq, default · openai/gpt-oss-120b · 1,210 tokens in (800 cached by the provider), 320 out" in text
    assert "$0.00042 · 842 ms · cache missed" in text
    assert "From the cache (memory) · 3 ms" in text
    assert "No account answered · 2 tries without a known price" in text
    assert "Error: Groq, default: no answer within 10 s" in text


def test_filters_reach_the_service(show, operations, store):
    operations.cards, operations.all_runs = some_cards(), some_runs()
    app = show("runs")
    app.selectbox(key="runs-agent").select("question_writer")
    app.selectbox(key="runs-state").select(RunState.CACHED)
    app.selectbox(key="runs-account").select(HF)
    app.segmented_control(key="runs-days").set_value(30).run()
    assert asked(store, "runs")[-1] == RunFilter("question_writer", RunState.CACHED, HF, 30, 26)
    assert "No run fits this filter" in words(app)


def test_no_runs_at_all_is_not_blamed_on_the_filter(show):
    assert "No runs yet" in words(show("runs"))


def test_a_long_list_says_that_it_goes_on(show, operations, store):
    operations.all_runs = some_runs(40)
    app = show("runs")
    assert "The newest 25 are shown" in words(app)
    assert sum(b.label == "Open" for b in app.button) == 25
    press(app, "Show 25 more")
    assert sum(b.label == "Open" for b in app.button) == 41
    assert "are shown" not in words(app)


def test_a_run_opens_with_every_try_and_closes(show, operations):
    failed = run(RunState.FALLBACK)
    operations.all_runs = [run(), failed]
    app = show("runs")
    app.button(key=f"open-{failed.id}").click().run()
    assert address(app) == {"view": "runs", "run": str(failed.id)}
    text = words(app).replace("\\", "")
    assert "2 tries, in order." in text
    assert text.count("Timed out") == 2
    assert "tokens not told · price unknown · 10 s" in text
    assert "Hugging Face, default **0.30**: health 0.20, quota 0.17, time 0.57, left out: circuit open" in text
    facts = app.table[0].value.to_string()
    assert str(failed.trace_id) in facts
    assert "sha256:9f2c41d0a7e3" in facts
    press(app, "All runs")
    assert app.header[0].value == "Runs"


def test_a_try_of_which_nothing_was_sent_says_so(show, operations):
    only = run()
    call = only.calls[0].model_copy(update={"sent": False, "outcome": Outcome.UNREACHABLE})
    operations.all_runs = [only.model_copy(update={"calls": (call,)})]
    text = words(show("runs", run=only.id))
    assert "Not reachable" in text
    assert "nothing was sent" in text


@pytest.mark.parametrize("address", [str(UUID(int=7)), "not-an-id"])
def test_a_run_that_is_not_there_leaves_a_way_back(show, operations, address):
    operations.all_runs = [run()]
    app = show("runs", run=address)
    assert "does not exist" in words(app) or "not complete" in words(app)
    press(app, "All runs")
    assert app.header[0].value == "Runs"


def test_leaving_for_another_view_closes_the_run(show, operations):
    operations.all_runs = [run()]
    app = show("runs", run=operations.all_runs[0].id)
    app.segmented_control[0].set_value("cost").run()
    assert address(app) == {"view": "cost"}


def test_foreign_text_is_drawn_as_words(show, operations):
    bad = run(RunState.FAILED, error=HOSTILE, agent="<b>x</b>", model=HOSTILE, prompt=HOSTILE)
    call = bad.calls[0].model_copy(update={"error": HOSTILE, "model": HOSTILE})
    operations.all_runs = [bad.model_copy(update={"calls": (call,)})]
    operations.unsettled = [some_alerts()[0].model_copy(update={"text": HOSTILE})]
    operations.cards = [card(models=(("chat", HOSTILE, True),))]
    operations.routed = [Decision(bad.at, HOSTILE, HOSTILE, HOSTILE, 5, ())]
    for app in (show("runs"), show("runs", run=bad.id), show()):
        assert not app.exception
        drawn = [m.value for m in app.markdown if "boom" in m.value]
        drawn += [str(cell) for t in app.table for cell in t.value.to_numpy().flat if "boom" in str(cell)]
        assert drawn
        for text in drawn:
            assert "<script" not in text.replace("\\<", "")
            assert "[press]" not in text
            assert " **bold" not in text
            assert ":red[red]" not in text


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_red_of_the_charts_is_the_themes_and_can_be_seen(mode):
    red = BROKEN[mode == "dark"]
    assert red == THEME[mode]["redColor"]
    assert contrast(red, THEME[mode]["backgroundColor"]) >= SHAPE


@pytest.mark.parametrize(
    ("method", "view", "still"),
    [
        ("alerts", "providers", "Groq, organization default"),
        ("providers", "providers", "Last decisions"),
        ("decisions", "providers", "Groq, organization default"),
        ("cost", "cost", "Day by day"),
        ("days", "cost", "This month"),
    ],
)
def test_a_part_that_fails_leaves_the_rest_alive(show, services, method, view, still):
    fill(services)
    services.operations.broken[method] = RuntimeError("secret detail")
    app = show(view)
    failed = [e.value for e in app.error if "Something failed on our side" in e.value]
    assert len(failed) == 1
    assert "Nothing was changed." in failed[0]
    assert still in words(app)
    assert "secret detail" not in words(app)
    assert len(app.segmented_control[0].options) == len(VIEWS)


def test_a_flag_shows_whom_it_reaches():
    partly, off, *_ = some_flags().values()
    assert reach(partly) == "for 50 % of candidates, and 1 named person"
    assert reach(off) == "for nobody"
    assert reach(off.model_copy(update={"enabled": True})) == "for 100 % of everyone"


def test_a_flag_is_changed_and_keeps_the_people_named(show, services, store):
    services.flags.held = some_flags()
    before = services.flags.held[MODEL_SCORING]
    app = show("flags")
    app.number_input[0].set_value(20)
    app.toggle[0].set_value(False)
    app.segmented_control[1].set_value([Role.CANDIDATE, Role.COACH])
    next(b for b in app.button if b.label == "Save").click().run()
    changed = before.model_copy(
        update={"percentage": 20, "enabled": False, "roles": frozenset({Role.CANDIDATE, Role.COACH})}
    )
    assert asked(store, "change") == [changed]
    assert app.toast[0].value == "Model scoring saved"
    assert "for nobody" in words(app)


def test_a_flag_that_is_refused_says_so_below_its_field(show, services):
    services.flags.held = some_flags()
    app = show("flags")
    app.number_input[0].set_value(120)
    press(app, "Save")
    assert any(":red[" in m.value and "from 0 to 100" in m.value for m in app.markdown)
    assert not app.toast
    assert services.flags.held[MODEL_SCORING].percentage == 50


def test_another_refusal_of_a_flag_is_shown_too(show, services):
    services.flags.held = some_flags()
    app = show("flags")
    services.flags.refusal = InvalidInput("Name at most 1,000 people.", field="people")
    press(app, "Save")
    assert "Name at most 1,000 people." in words(app)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "$0"), ("0.00003", "under $0.0001"), ("0.00042", "$0.00042"), ("0.0042", "$0.0042"), ("0.05", "$0.05"),
        ("0.42", "$0.42"), ("12.3", "$12.30"), ("1234.567", "$1,234.57"),
    ],
)  # fmt: skip
def test_dollars_have_the_digits_that_say_something(amount, said):
    assert dollars(Decimal(amount)) == said


@pytest.mark.parametrize(("ms", "said"), [(0, "0 ms"), (842.4, "842 ms"), (2149, "2.1 s"), (20_010, "20 s")])
def test_times_have_a_unit(ms, said):
    assert took(ms) == said


@pytest.mark.parametrize(
    ("share", "said"), [(0, "0 %"), (0.004, "under 1 %"), (0.29, "29 %"), (0.9999, "99 %"), (1, "100 %")]
)
def test_a_hundred_percent_means_all_of_it(share, said):
    assert percent(share) == said


def test_moments_are_in_the_admins_time_zone(store):
    admin = person(store, Role.ADMIN, time_zone="Asia/Tokyo")
    assert moment(datetime(2026, 3, 1, 20, 5, tzinfo=UTC), admin) == "2 March, 05:05"
    today = datetime.now(UTC)
    assert moment(today, admin, seconds=True) == f"{today + timedelta(hours=9):%H:%M:%S}"
