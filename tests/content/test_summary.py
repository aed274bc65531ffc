from greenroom.content.load import load_catalogue
from greenroom.content.new import start_pack
from greenroom.content.summary import Gap, summarise
from greenroom.model.ladder import Level, Role


def test_counts_and_gaps_of_a_role(packs):
    summary = summarise(load_catalogue([packs], exemplars=True))
    assert (summary.questions, summary.exemplars, summary.concepts, summary.drills, summary.asks) == (
        1,
        5,
        1,
        1,
        1,
    )
    assert (summary.frameworks, summary.scenarios, summary.skills) == (0, 1, 4)
    assert "1 lab scenarios" in summary.said
    (role,) = summary.roles
    assert role.role is Role.ML_ENGINEER
    assert role.by_level == {Level.SENIOR: 1, Level.STAFF: 1}
    assert role.by_round == {"manager-screen": 0, "case": 1, "behavioural": 0}
    assert role.gaps == (
        Gap(round="manager-screen", level=Level.SENIOR),
        Gap(round="manager-screen", level=Level.STAFF),
        Gap(round="manager-screen", level=Level.DIRECTOR),
        Gap(round="case", level=Level.DIRECTOR),
        Gap(round="behavioural", level=Level.SENIOR),
        Gap(round="behavioural", level=Level.STAFF),
        Gap(round="behavioural", level=Level.DIRECTOR),
    )


def test_roles_are_counted_apart(packs):
    start_pack(packs / "other", pack_id="other", title="Other", role=Role.AI_ENGINEER)
    summary = summarise(load_catalogue([packs]))
    assert [(role.role, role.questions, role.concepts) for role in summary.roles] == [
        (Role.ML_ENGINEER, 1, 1),
        (Role.AI_ENGINEER, 1, 1),
    ]
    assert summary.questions == 2
