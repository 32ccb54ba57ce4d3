"""The index of a release: framework, topics, skills with their pix value, target profiles, demo courses."""

from collections import Counter

from chalicelib.content import model, source
from chalicelib.content.bank import Bank, BankFile, BankSkill, BankTopic
from chalicelib.content.compile import Parts
from chalicelib.content.texts import in_language, texts
from chalicelib.shared.rules import DEFAULT as RULES


def playable(skill: BankSkill) -> bool:
    """Whether there is something to ask: the skill is active and has an active challenge."""
    return skill.written.status == "active" and any(c.written.status == "active" for c in skill.challenges)


def pix_values(bank: Bank) -> dict[str, float]:
    """Skill id -> pix: what the level is worth, shared by the playable skills of it in the competence (domain 3)."""
    places = {skill.id: (topic.competence, skill.written.level) for topic, skill in bank.skills() if playable(skill)}
    sizes = Counter(places.values())
    return {skill: min(RULES.skill_value_cap, RULES.pix_per_level / sizes[place]) for skill, place in places.items()}


def index(bank: Bank, parts: Parts) -> model.ReleaseIndex:
    """The index, with an empty id."""
    values = pix_values(bank)
    return model.ReleaseIndex(
        id="",
        frameworks=tuple(_framework(each.written) for each in bank.frameworks),
        areas=tuple(
            model.Area(code=area.code, name=texts(area.name), framework=each.written.id)
            for each in bank.frameworks
            for area in each.written.areas
        ),
        competences=tuple(_competences(bank)),
        topics=tuple(
            model.Topic(id=each.id, competence=each.competence, title=texts(each.written.topic)) for each in bank.topics
        ),
        skills=tuple(_skill(topic, skill, values, parts.taught[skill.id]) for topic, skill in bank.skills()),
        challenges=tuple(parts.challenges),
        tutorials=tuple(parts.tutorials[each] for each in sorted(parts.tutorials)),
        targets=tuple(target for each in bank.targets for target in targets_of(bank, each)),
        demos=tuple(_demo(each) for each in bank.demos),
    )


def _framework(written: source.Framework) -> model.Framework:
    return model.Framework(id=written.id, version=written.version, name=texts(written.name))


def _competences(bank: Bank) -> list[model.Competence]:
    return [
        model.Competence(
            code=each.code,
            area=area.code,
            name=texts(each.name),
            description=texts(each.description),
            digcomp=tuple(each.digcomp),
            framework=file.written.id,
        )
        for file in bank.frameworks
        for area in file.written.areas
        for each in area.competences
    ]


def _skill(topic: BankTopic, skill: BankSkill, values: dict[str, float], tutorials: tuple[str, ...]) -> model.Skill:
    written = skill.written
    return model.Skill(
        id=skill.id,
        topic=topic.id,
        competence=topic.competence,
        level=written.level,
        value=values.get(skill.id, 0.0),
        can=texts(written.can),
        hint=texts(written.hint),
        tutorials=tutorials,
        playable=skill.id in values,
    )


def targets_of(bank: Bank, file: BankFile) -> list[model.Target]:
    """The target profiles of one file: itself, or one per competence or area that has topics."""
    written: source.Target = file.written
    topics = [topic for topic in bank.topics if topic.framework == written.framework]
    if written.for_each is None:
        return [_target(file.id, written, _chosen(written, topics), "", {})]
    areas = next((f.written.areas for f in bank.frameworks if f.id == written.framework), [])
    found = areas if written.for_each == "area" else [c for area in areas for c in area.competences]
    made = []
    for each in found:
        inside = {t.id: written.up_to for t in topics if _within(t.competence, each.code)}
        if inside:
            made.append(_target(f"{file.id}-{each.code}", written, inside, each.code, texts(each.name)))
    return made


def _within(competence: str, code: str) -> bool:
    return competence == code or competence.startswith(f"{code}.")


def _chosen(written: source.Target, topics: list[BankTopic]) -> dict[str, int]:
    codes = [*written.areas, *written.competences]
    inside = {t.id: written.up_to for t in topics if any(_within(t.competence, code) for code in codes)}
    return inside | written.topics


def _target(
    target_id: str, written: source.Target, topics: dict[str, int], code: str, name: model.Texts
) -> model.Target:
    def named(text: source.Text) -> model.Texts:
        filled = {language: part.replace("{code}", code) for language, part in texts(text).items()}
        return {language: part.replace("{name}", in_language(name, language)) for language, part in filled.items()}

    return model.Target(
        id=target_id,
        title=named(written.title),
        description=named(written.description),
        topics=topics,
        stages=tuple(
            model.Stage(threshold=s.threshold, title=named(s.title), message=named(s.message), teacher=named(s.teacher))
            for s in written.stages
        ),
        badges=tuple(
            model.Badge(
                key=b.key, title=named(b.title), threshold=b.threshold, message=named(b.message), topics=tuple(b.topics)
            )
            for b in written.badges
        ),
    )


def _demo(file: BankFile) -> model.Demo:
    written: source.Demo = file.written
    return model.Demo(
        id=file.id,
        title=texts(written.title),
        description=texts(written.description),
        challenges=tuple(written.challenges),
    )
