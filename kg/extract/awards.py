"""Awards: honours received, commendations, promotion by a higher level, ranks reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.regulations import titles
from kg.model import Level, Span
from kg.scan import From
from kg.text import sentence_around, skeleton
from kg.vocabulary import Vocabulary
from kg.vocabulary.concepts import Concept


@dataclass(frozen=True, slots=True)
class AwardMention:
    """An honour found. `title` is where the honour is named, `subject` where its recipient is named (empty when the report's own place is meant),
    `grantor` where the giver is named, `honour` the concept when known; all offsets are of the folded text."""

    name: str
    level: str
    quote: Span
    title: Span
    subject: Span
    grantor: Span | None
    honour: Concept | None
    score: float


_HONOUR_WORD = (
    r"(?:示范|先进|优秀|十佳|百佳|十大|十强|百强|千强|称号|[^\s]奖|奖$|标兵|模范|典型|案例|荣誉|最佳|试验区|集体|等功|嘉奖|优秀|文明|卫生城市|卫生县|森林城市|园林城市|红旗|金奖|银奖|铜奖|特等|一等|二等|三等|"
    r"优胜|标杆|领跑者|名单|榜单|百县|长安杯|杯|平安县|平安市|平安区|之星|星级|品牌|样板|A级|集群|中国[\u4e00-\u9fff]{1,6}之[乡都城]|创新成果|试点(?:城市|单位|地区|县|区|市)|激励|真抓实干|优秀等次|优秀等级|经验做法)"
)
_RANKED_HONOUR = re.compile(rf"(?:国家|全[国省市县区]|[省市县]级).*{_HONOUR_WORD}")
_RECEIVE = From(
    "[分先连成再首均双相蝉也被荣晋夺摘捧获喜斩入跻评创上登]",
    r"(?:(?:分别|先后|连续[^,。;]{0,6}|成功|再次|首次|均|双双|相继|蝉联|也)?(?:被(?P<by>[^,。;“”]{0,24}?)(?:评为|命名为|认定为|确定为|确认为|评选为|授予|列为|记|选为|表彰为|纳入|评定为|推荐为|列入)|荣获|荣立|荣记|晋级|夺得|摘得|捧得|获评为?|获得了?|喜获|斩获|获评|获授|获批|获"
    r"|成功入选|入选|入围|荣膺|荣登|跻身|评为|成功创建(?:为|成)?|创成|上榜|登上))(?P<honour>(?:“[^”\n]{2,40}”|《[^》\n]{2,40}》|[^,。;\n“”《》]){1,60})",
)
_PRAISE = re.compile(
    r"(?:受到|得到|获得?|获|荣获|被|受)(?:了)?(?P<by>[^,。;“”]{0,30}?)(?P<what>通报(?:表扬|表彰|嘉奖)|书面表扬|发文表扬|发文推广|集体嘉奖|表彰奖励|督查激励|表彰(?!大会|会))(?!制度|机制|名单)"
)
_PROMOTE = From(
    "[获被得作并在向于]",
    r"(?:(?:获|被|得到|获得|作为[^,。;]{0,8}|并?在|向|于)(?P<by>[^,。;]{0,16}?))(?P<scope>全国|全省|全区|全市|全县|[\u4e00-\u9fff]{2,4}省|[\u4e00-\u9fff]{2,3}市|省|国家(?=级|层面|有关))(?P<body>[^,。;]{0,10}?)(?P<what>复制推广|推广应用|宣传推广|推介|推广|交流发言|作经验交流|经验交流|作典型发言|典型发言)(?=[,。;]|$|\n|”|、|“|该|这一)",
)
_RANKED = re.compile(
    r"(?:排名|排位|位列|位居|居|列|名列|排在|排|稳居|跃居|并列|保持|提升到|提升至|上升至|上升到|升至)[^,。;]{0,12}?(?:第 ?\d{1,3} ?[位名]?|第[一二三四五六七八九十]{1,3}[位名]?|首位)(?:[、,]?[全][国省市]第 ?\d{1,3} ?[位名]?)*"
)
_ONE_OF = re.compile(r"(?:成为|列入|是)(?P<honour>(?:全国|全省|全市)[^,。;]{4,50}?之一)")
# 新增硬质合金等7个国家中小企业特色产业集群: a title of the nation's for what is in the place.
_ADDED = re.compile(
    r"新增(?:[^,。;\d]{0,40}?)(?:\d+[个家])?(?P<honour>(?:国家|全国)(?!级)[^,。;\d“”]{4,24}?(?:集群|示范[区县市村]|示范城市|示范基地|试验区|先行区))(?=[,。;、\d]|$)"
)
_LISTED = re.compile(r"在(?P<honour>[^,。;]{4,50}?)中?(?:榜上有名|脱颖而出)")
_GIVEN = re.compile(
    r"(?:创建|争创|争取|力争|申报|申请|评选|选树|命名了?|表彰了?|授予了?|推荐|培育|打造|迎接|组织|开展|评出|选出|冲刺|确保|目标|计划)[^,。;]{0,16}$"
)
_RISEN = re.compile(
    r"获得?(?:感|了?(?:好评|广泛|认可|支持|赔偿|批准|信息))|获取|获知|获悉|获奖(?:人员|选手)|名单(?:制|管理)"
)

_LEVELS = (
    ("media", re.compile(r"人民网|新华[社网]|日报|法治网|央视|电视台|媒体|客户端|法制网|光明网|中国网|半月谈|求是网|瞭望")),
    ("national", re.compile(r"全国|国内|国家|中国|国务院|中央|最高人民|^部|[司公民教人住交农商文卫应水财][^,]{1,6}部|中部|中西部|东部|西部")),
    ("provincial", re.compile(r"全省|省内|省级|[\u4e00-\u9fff]{2,3}省|^省|自治区|全区(?=$)|省[^,]{1,10}[厅局委办院会]")),
    ("municipal", re.compile(r"全市|市级|[\u4e00-\u9fff]{2,4}市|^市|全州|州级")),
    ("county", re.compile(r"全县|县级|全区|区级|[\u4e00-\u9fff]{2,4}[县区]|全旗")),
)  # fmt: skip
_SETTING = re.compile(r"在([^,。;]{4,30}?)中(?:,|$)")
# 获得“五一劳动奖章”的2名调解员: people known by an honour, not the giving of one.
_OF_PEOPLE = re.compile(r"[“《][^”》]+[”》]的(?:\d|[^,。;]{0,6}(?:人员|同志|个人|单位|集体))")
_OTHERS = re.compile(r"(?:\d+(?:余|多)?(?:名|人|户|位)|(?<![等\d])\d+(?:余|多)?家)[^,。;]{0,6}$")
_SCOPE = re.compile(r"全[国省市县区州]|中西?部|东部|西部|中西部|国内|省内")
_ORDER = {"national": 0, "provincial": 1, "municipal": 2, "county": 3}
_OWN = {Level.PROVINCE: 1, Level.PREFECTURE: 2, Level.COUNTY: 3, Level.TOWNSHIP: 4, Level.ZONE: 3}


def find_awards(
    folded: str, start: int, end: int, own: Level | None, vocabulary: Vocabulary, bodies: list[Span]
) -> list[AwardMention]:
    """Return the honours that `folded[start:end]` says were received by a place at level `own` or what is in it."""
    own_rank = _OWN.get(own, 3) if own else 3
    found: list[tuple[AwardMention, str]] = []
    for candidate in (
        *_received(folded, start, end, vocabulary, bodies),
        *_praised(folded, start, end, bodies),
        *_promoted(folded, start, end, own_rank),
        *_ranked(folded, start, end, own_rank),
        *_among(folded, start, end),
    ):
        name = skeleton(candidate.name)
        if not any(_same(candidate, name, *other) for other in found):
            found.append((candidate, name))
    return sorted((award for award, _ in found), key=lambda a: (a.quote, a.name))


def _same(a: AwardMention, a_name: str, b: AwardMention, b_name: str) -> bool:
    """Whether two mentions tell of one honour: the same words at one place, or one's title ending the other's.

    The names are those of `a` and `b` without marks.
    """
    one, other = (a_name, b_name) if len(a_name) <= len(b_name) else (b_name, a_name)
    if a.quote.overlaps(b.quote):
        return one == other and a.subject == b.subject
    return len(one) >= 8 and other.endswith(one) and other != one


def level_of(text: str) -> str | None:
    """The level of the giver, from the words of an honour or a body's name; None when they do not tell."""
    return next((level for level, pattern in _LEVELS if pattern.search(text)), None)


def _subject(folded: str, left: int, verb: int) -> Span:
    """The words before the verb that may name the recipient: of its clause, or of the one before if it has none."""
    clause = max(left, folded.rfind(",", left, verb) + 1, folded.rfind(":", left, verb) + 1)
    if verb - clause >= 2 or clause <= left:
        return Span(clause, verb)
    earlier = max(left, folded.rfind(",", left, clause - 1) + 1)
    return Span(earlier, verb)


def _received(
    folded: str, start: int, end: int, vocabulary: Vocabulary, bodies: list[Span]
) -> Iterator[AwardMention]:
    for match in _RECEIVE.finditer(folded, start, end):
        left, _ = sentence_around(folded, match.start(), match.start())
        before = folded[left : match.start()]
        lead = re.split(r"[,]", before)[-1]
        if _GIVEN.search(lead) or _OTHERS.search(lead) or _RISEN.match(match.group()):
            continue
        raw, honour_start = match.group("honour"), match.start("honour")
        if _OF_PEOPLE.match(raw):
            continue
        honours = list(_honours(raw, honour_start))
        for turn, (name, begin, stop) in enumerate(honours):
            concept = next((m.concept for m in vocabulary.honour_labels.find(name)), None)
            if len(name) < 3 or (concept is None and not re.search(_HONOUR_WORD, name)):
                continue
            subject = _subject(folded, left, match.start())
            giver = Span(match.start("by"), match.end("by")) if match.group("by") else None
            given = folded[giver.start : giver.end] if giver else ""
            if len(skeleton(name)) <= 7 and (setting := _SETTING.search(before)) is not None:
                name = setting.group(1) + name  # 在…大比武中,…获得团体二等奖
            level = (
                level_of(name) or level_of(given) or (concept.detail("level") if concept else None) or "other"
            )
            award = AwardMention(
                name, level, Span(subject.start, stop), Span(begin, stop), subject, giver, concept, 0.85
            )
            rows = _recipients(folded, bodies, subject)
            pairs = len(rows) > 1 and len(rows) == len(honours)  # 《A》《B》分别获一等奖、二等奖
            for index, span in enumerate(rows or [subject]):
                if not pairs or index == turn:
                    yield replace(award, subject=span)


def _honours(raw: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """The honours behind a verb: name and offsets; 一等奖、三等奖 behind one title are two."""
    row = re.match(r"(?:了|为|成)?((?:[“《][^”》]{2,40}[”》][、和及]?){2,})(?:等|荣誉|称号|$)", raw)
    if row:
        for title in re.finditer(r"[“《]([^”》]{2,40})[”》]", row.group(1)):
            yield title.group(1), offset, offset + row.end(1)
        return
    quoted = re.match(
        r"(?:了|为|成)?[“《]([^”》]{3,40})[”》](?=等?(?:荣誉)?(?:称号)|等|[,。;、]|$)(?:等?(?:荣誉)?称号)?",
        raw,
    )
    body = quoted.group() if quoted else re.split(r"[,]", raw)[0]
    prizes = re.match(
        r"([^、]{2,40}?)((?:[一二三特]等|金|银|铜|优秀)奖)((?:[、和](?:[一二三特]等|金|银|铜|优秀)奖)+)", body
    )
    if prizes:
        head = prizes.group(1)
        stop = offset + prizes.end()
        for prize in re.findall(r"(?:[一二三特]等|金|银|铜|优秀)奖", prizes.group()):
            yield (head + prize).strip("“”"), offset, stop
        return
    parts = re.split("[、和]", body)
    if not quoted and len(parts) > 1 and all(_RANKED_HONOUR.match(part) for part in parts):
        for part in parts:  # 分别获评全省先进集体、全国先进集体
            yield part, offset, offset + len(body)
        return
    name = quoted.group(1) if quoted else body
    name = re.sub(r"^(?:了|为|成|到|得)+|(?:等(?:荣誉)?称号|荣誉称号|等荣誉|称号|的?荣誉|等(?=$))$", "", name)
    name = name.strip("“” 《》") if name.count("“") == name.count("”") else name.strip(" 《》")
    name = re.sub(r"^(?:全[国省市](?=[^\u4e00-\u9fff]))", "", name)
    yield name, offset, offset + len(body)


def _recipients(folded: str, bodies: list[Span], subject: Span) -> list[Span]:
    """The bodies or works in a row of recipients; empty when the subject is one."""
    works = [title.span for title in titles(folded) if title.span.within(subject)]
    inside = [span for span in bodies if span.within(subject)]
    row = works if len(works) > 1 else inside
    return row if len(row) > 1 and "、" in folded[row[-2].end : row[-1].start] else []


def _praised(folded: str, start: int, end: int, bodies: list[Span]) -> Iterator[AwardMention]:
    for match in _PRAISE.finditer(folded, start, end):
        left, _ = sentence_around(folded, match.start(), match.start())
        by = match.group("by")
        if match.group("what") == "表彰" and not by:
            continue
        grantor = Span(match.start("by"), match.end("by")) if by else None
        level = level_of(by) or "other"
        subject = _subject(folded, left, match.start())
        # 典型经验做法受到…: what is praised stands one clause earlier.
        if re.match(
            r"(?:典型|相关|有关|其|该|经验|工作|做法|成效)+(?:经验|做法|成效|工作|成果)*$",
            folded[subject.start : subject.end],
        ):
            subject = Span(max(left, folded.rfind(",", left, subject.start - 1) + 1), subject.end)
        yield AwardMention(
            match.group("what"),
            level,
            Span(subject.start, match.end()),
            Span(match.end(), match.end()),
            subject,
            grantor,
            None,
            0.8,
        )


def _promoted(folded: str, start: int, end: int, own_rank: int) -> Iterator[AwardMention]:
    for match in _PROMOTE.finditer(folded, start, end):
        scope = match.group("scope")
        level = level_of(scope if scope != "省" else "全省") or "other"
        if _ORDER.get(level, 9) >= own_rank:
            continue
        left, _ = sentence_around(folded, match.start(), match.start())
        subject = _subject(folded, left, match.start())
        name = scope + match.group("body") + match.group("what")
        if re.search(r"制度|机制|平台|模式(?!在)", match.group("body")) or re.search(
            r"^(?:向|在)?.{0,3}(?:深入|积极|加快|大力)", match.group("body")
        ):
            continue
        yield AwardMention(
            name,
            level,
            Span(subject.start, match.end()),
            Span(match.end(), match.end()),
            subject,
            None,
            None,
            0.7,
        )


def _ranked(folded: str, start: int, end: int, own_rank: int) -> Iterator[AwardMention]:
    for match in _RANKED.finditer(folded, start, end):
        left, _ = sentence_around(folded, match.start(), match.start())
        if re.search(
            r"[批次届期轮]|第一(?:责任|时间|书记|方阵|梯队)", folded[match.end() - 1 : match.end() + 3]
        ):
            continue
        clause = max(left, folded.rfind(",", left, match.start()) + 1)
        begin = clause
        if match.start() - clause < 3:
            begin = max(left, folded.rfind(",", left, clause - 1) + 1)
        context = folded[max(left, begin - 30) : match.end()]
        scope = _SCOPE.findall(context)
        level = level_of(scope[-1]) if scope else "national" if re.search(r"国家|\d{3}个", context) else None
        if level is None or _ORDER.get(level, 9) >= own_rank:
            continue
        subject = Span(begin, match.start())
        name = (
            re.sub(
                r"[达为]?到?了? ?\d[\d.,]*(?:余|多)?[万亿]?(?:%|[个件项家户人名条位]次?)?,?",
                "",
                folded[begin : match.start()],
            )
            + match.group()
        )
        name = re.sub(r"^(?:我[省市县区]|全[省市县区]|其中)|在个[\u4e00-\u9fff]{1,4}中?", "", name)
        if len(skeleton(name)) <= 7 and (setting := _SETTING.search(folded[left:begin])) is not None:
            name = setting.group(1) + name  # 在…评价中,我市综合排名第二
            begin = left + setting.start()
        yield AwardMention(
            name.strip("、,"),
            level,
            Span(begin, match.end()),
            Span(match.end(), match.end()),
            subject,
            None,
            None,
            0.75,
        )


def _among(folded: str, start: int, end: int) -> Iterator[AwardMention]:
    for pattern in (_ONE_OF, _LISTED, _ADDED):
        for match in pattern.finditer(folded, start, end):
            raw = match.group("honour")
            level = level_of(raw)
            if level is None or (pattern is _LISTED and not re.search(_HONOUR_WORD, raw)):
                continue
            left, _ = sentence_around(folded, match.start(), match.start())
            name = re.sub(r"(?<=全[国省市])\d+[个家项]?|\d+[个家项]|之一$", "", raw)
            quote = match.start() if pattern is not _LISTED else _subject(folded, left, match.start()).start
            yield AwardMention(
                name,
                level,
                Span(quote, match.end()),
                Span(match.end(), match.end()),
                _subject(folded, left, match.start()),
                None,
                None,
                0.75,
            )
