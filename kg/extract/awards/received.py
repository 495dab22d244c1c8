"""Honours received: 获评, 入选, 荣获, 被…命名为; titles won by what is in the place; names in a list of the honoured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.awards.levels import level_of
from kg.extract.awards.mention import AwardMention, Sort
from kg.extract.awards.recipients import is_name, named_in, row_of, subject_of
from kg.extract.awards.titles import GIVEN_FROM_ABOVE, HONOUR_WORD, SETTING, in_pairs, titles_behind
from kg.model import Span
from kg.scan import Around, From
from kg.text import sentence_around, skeleton
from kg.vocabulary import Vocabulary

_RECEIVE = From(
    "[保列分先连成再首均双相蝉也新被荣晋夺摘捧获喜斩入跻评创上登当拔]",
    r"(?:(?:分别|分|先后|连续[^,。;]{0,6}|成功|再次|首次|均|双双|相继|蝉联|也|新)?(?:蝉联(?=全[国省]|“)|被(?P<by>[^,。;“”]{0,24}?)(?:评为|命名为|认定为|确定为|确认为|评选为|授予|列为|记|选为|表彰为|纳入|评定为|推荐为|列入|授牌)|荣获|荣立|荣记|晋级为?|晋升为|夺得|摘得|摘取|捧得|拔得|获评为?|获得了?|喜获|斩获|获颁|获选|获授|获批|获"
    r"|成功入选|入选|入围|入列|当选|荣膺|荣登|跻身|评为|保持(?=[^,。;获]{4,20}(?:荣誉|称号))|列入(?=全[国省市][^,。;]{0,24}案例)|成功创建(?:为|成)?|创成|上榜|登上))(?P<honour>(?:“[^”\n]{2,40}”|《[^》\n]{2,40}》|(?!、并?(?:被|荣获|获评|获得|入选|当选|列|位居))[^,。;\n“”《》]){1,60})",
)
# What these verbs bring is an honour whenever its name says that it comes from above.
_SELECTED = re.compile(
    r"入选|入围|入列|获评|荣获|分获|分别获(?!得)|获批$|晋级|跻身|上榜|荣膺|荣登|评为|命名为|认定为|授予|表彰为|确定为|成功创建"
)
_GIVEN = re.compile(
    r"(?:(?:(?<!成功)创建|申报|申请|评选|选树|推荐|培育|打造|组织(?!参加)|选送)(?!的)|争创|争取|力争|命名了?|表彰了?|授予了?|迎接|开展|评出|选出|冲刺|确保|目标|计划|未能?|没有|尚未|无缘|落选|取消|撤销|摘牌|收回|退出|拟)[^,。;]{0,16}$"
)
_NAMES = re.compile(r"《[^》]*》|“[^”]*”")
_RISEN = re.compile(
    r"获得?(?:感|了?(?:好评|广泛|认可|支持|赔偿|批准|信息))|获取|获知|获悉|获奖(?:人员|选手|人选|单位)|名单(?:制|管理)|入选(?:人数|数量|标准|条件)|(?:分别|新)?获批(?:复|准|上市|开工)"
)
# A title that tells whose honour it is by a place's name: 渝北区“三无”街道.
_OF_A_PLACE = re.compile(
    r"[“《]?(?:全[市县区州旗]|[市县区]级|[\u4e00-\u9fff]{2,8}[省市州县区旗])[^,。;]{2,24}(?:单位|集体|个人|街道|[社园小景]区|[乡村]镇|镇|村|企业|学校|院校|医院|家庭|基地|站所|窗口|案例|品牌|作品|成果|项目|工程)”?$"
)
# What is approved is an honour when it is a pilot, a base or a zone of a higher level: 获批省级企业技术中心.
_APPROVED = re.compile(r"(?:企业技术中心|工业设计中心|试点|基地|经开区|高新区|开发区|度假区|综合保税区)”?$")
_FIRST_VERB = re.compile(r"当选|荣获|荣登|获评|获得|入选|被评为|被授予|荣膺")
# 获得“五一劳动奖章”的2名调解员: people known by an honour, not the giving of one.
_OF_PEOPLE = re.compile(
    r"[^,。;“”]{1,20}的(?:\d+[名个位家]|企业|单位|个人|人员|集体|项目|予以|给予|进行|可以?|由|按)|[“《][^”》]+[”》](?:称号)?的(?:\d|[^,。;]{0,6}(?:人员|同志|个人|单位|集体|企业))"
)
# What is received and is no honour, and what nobody wants.
_NO_HONOUR = re.compile(
    r"资金|补贴|补助|奖补|赔偿|贷款|批复|项目库|储备库|培育库|候选|人选$|失信|违法|黑名单|不合格|异常名录|整改|督办|约谈|资格$|资格证|许可|专利|注册|增至|贫困|风险|预警|[BCD]级|末位|通报批评|^(?:国家|省|市|县|自治区)(?:部)?级(?:及?以上)?(?:荣誉|奖项|表彰|称号|奖励)(?:称号|奖项)?$"
)
_OTHERS = re.compile(r"(?:\d+(?:余|多)?(?:名|人|户|位)|(?<![等\d])\d+(?:余|多)?家)[^,。;]{0,6}$")
_MANY_HOUSES = re.compile(r"(?<![等\d])\d+(?:余|多)?家[^,。;]{0,6}$")
# A grade says nothing without what was judged: 优秀等次 of which assessment.
_GRADE = re.compile(
    r"(?:国家|全国|全省|国务院)?(?:考核)?(?:结果)?[“]?(?:优秀|良好|好|[A-D]级|A)[”]?(?:等[次级])?$"
)
_JUDGED = re.compile(
    r"([\u4e00-\u9fff“”()]{2,30}?(?:考核|评估|评价|考评|督查|测评|督察|检查|评议|工作|成效))(?:中|结果|成绩|连续|均|被|获|$)"
)


def received(
    folded: str, start: int, end: int, vocabulary: Vocabulary, bodies: list[Span]
) -> Iterator[AwardMention]:
    """Honours told of by a verb of receiving."""
    for match in _RECEIVE.finditer(folded, start, end):
        left, _ = sentence_around(folded, match.start(), match.start())
        before = folded[left : match.start()]
        lead = before.rsplit(",", 1)[-1]
        if _GIVEN.search(_NAMES.sub("〇", lead)) or _RISEN.match(match.group()):
            continue
        raw = match.group("honour")
        if _OF_PEOPLE.match(raw):
            continue
        subject, apart = subject_of(folded, left, match.start())
        if not apart and folded[match.start() - 1] == "、":  # …当选月度人物、被评为先进个人
            first = _FIRST_VERB.search(
                _NAMES.sub(lambda m: "〇" * len(m.group()), folded[subject.start : subject.end])
            )
            subject = Span(subject.start, subject.start + first.start()) if first else subject
        honours = list(titles_behind(raw, match.start("honour")))
        giver = Span(match.start("by"), match.end("by")) if match.group("by") else None
        rows = row_of(folded, bodies, subject)
        if len(rows) > 1 and len(honours) == 1 and "分" in folded[match.start() - 2 : match.start() + 1]:
            honours = in_pairs(*honours[0], len(rows))
        pairs = len(rows) > 1 and len(rows) == len(honours)  # 《A》《B》分别获一等奖、二等奖
        selected = _SELECTED.search(folded, match.start(), match.start("honour")) is not None
        for turn, (name, begin, stop) in enumerate(honours):
            concept = next((m.concept for m in vocabulary.honour_labels.find(name)), None)
            from_above = selected and (
                (GIVEN_FROM_ABOVE.match(name) is not None and _approved(match, name))
                or _OF_A_PLACE.match(name) is not None
            )
            if (
                len(name) < 3
                or _NO_HONOUR.search(name)
                or not (concept or from_above or HONOUR_WORD.search(name))
            ):
                continue
            if _OTHERS.search(lead) and not (from_above and _MANY_HOUSES.search(lead)):
                continue
            given = folded[giver.start : giver.end] if giver else ""
            full = _in_full(folded, name, before, subject)
            level = level_of(full) or level_of(given) or (concept.detail("level") if concept else None)
            if level is None and pairs:
                level = level_of(honours[0][0])
            if level is None and lead.startswith("其中"):
                level = level_of(before[: -len(lead)])
            quote = Span(subject.start, stop)
            award = AwardMention(
                full, level or "other", quote, Span(begin, stop), subject, giver, concept, 0.85, apart=apart
            )
            alone = from_above and not apart and is_name(_text(folded, subject))
            for index, span in enumerate(rows or [subject]):
                if not pairs or index == turn:
                    yield replace(award, subject=span, one_of_row=bool(rows) or alone)


def _approved(match: re.Match[str], name: str) -> bool:
    """Whether the title may be one, where the verb is 获批, which many a project and document is too."""
    verb = match.group()[: match.start("honour") - match.start()]
    return not verb.endswith("获批") or _APPROVED.search(name) is not None


def _text(folded: str, subject: Span) -> str:
    named = named_in(folded, subject)
    return folded[named.start : named.end]


def _in_full(folded: str, name: str, before: str, subject: Span) -> str:
    """The honour with what it was won in, where its own words are few: 在…大比武中,…获得团体二等奖."""
    if len(skeleton(name)) > 7 or _OF_A_PLACE.match(name):
        return name
    if (setting := SETTING.search(before)) is not None:
        return setting.group(1) + name
    if _GRADE.fullmatch(name):
        judged = _JUDGED.search(folded[subject.start : subject.end].strip(" "))
        if judged:
            return re.sub(r"^(?:[我本全][省市县区]|在)", "", judged.group(1)) + name
    return name


# 考核居全国优秀: a grade that no verb of receiving brings.
_GRADED = Around(
    re.compile(
        r"(?P<what>[\u4e00-\u9fff“”()]{4,30}?(?:考核|评估|评价|考评|测评|评议|督查))(?:结果|成绩)?(?:居|为|位居|位列|列|进入|保持)(?P<scope>全国|全省|全市|全区|国家)"
        r"(?P<grade>“?优秀”?(?:等[次级]|行列)?|“?好”?等次|A级|第一等次|先进行列)"
    ),
    "考核|评估|评价|考评|测评|评议|督查",
    before=30,
    behind=20,
)


def graded(folded: str, start: int, end: int) -> Iterator[AwardMention]:
    """Grades reached in an assessment of a higher level."""
    for match in _GRADED.finditer(folded, start, end):
        subject = Span(match.start(), match.start("scope"))
        yield AwardMention(
            match.group("what") + match.group("grade"),
            level_of(match.group("scope")) or "other",
            Span(match.start(), match.end()),
            Span(match.end(), match.end()),
            subject,
            None,
            None,
            0.75,
            Sort.RANK,
        )


_ONE_OF = Around(
    re.compile(r"(?:成为|列入|是)(?P<honour>(?:全国|全省|全市)[^,。;]{4,50}?之一)"),
    "之一",
    before=54,
    behind=0,
)
_END_OF_TITLE = r"(?:集群|示范[区县市村镇乡点]|示范城市|示范基地|示范街区|示范项目|试验区|先行区|度假区|名录|遗产|样板|典型案例|优秀案例|试点城市|试点地区)"
# 新增硬质合金等7个国家中小企业特色产业集群: titles of the nation's for what is in the place.
_ADDED = re.compile(
    rf"新(?:增|获批)(?P<who>[^,。;\d]{{0,60}}?)(?:等)?(?:\d+[个家])?(?P<honour>(?:国家|全国)级?[^,。;、\d“”]{{4,24}}?{_END_OF_TITLE})(?:\d+[个家])?(?=[,。;、]|$)"
)
_BECAME = Around(
    re.compile(
        rf"(?:成为|列入|入列)(?:[我本全][国省市县区])?(?:首个|首批|第\d+[个家])?(?P<honour>(?:国家|全国|世界|联合国|中国|全省|全市|省级)(?!首|唯一|最|第)[^,。;、]{{2,30}}?{_END_OF_TITLE})(?=[,。;、]|$|\n)"
    ),
    "成为|列入|入列",
    before=0,
    behind=72,
)
_LISTED = re.compile(r"在(?P<honour>[^,。;]{4,50}?)中?(?:榜上有名|脱颖而出)")
# 实现“全国双拥模范县”七连冠.
_CROWNED = Around(
    re.compile(
        r"(?:实现|夺取|夺得|摘得|赢得|荣获|获得?|取得)了?(?P<honour>“[^”\n]{4,30}”|全[国省][^,。;“”]{3,20}?)(?:创建)?[二三四五六七八九十两\d]+连(?:冠|创)"
    ),
    "连冠|连创",
    before=50,
    behind=0,
)
_AMONG_THEM = Around(
    re.compile(
        r"(?:命名|公布|评选出?|认定|通报|发布|表彰)了?(?:的)?(?P<honour>[^,。;]{4,40}?)\d*[个家名件项]?(?:名单)?,(?P<who>[^,。;]{2,60}?)(?:名列其中|榜上有名|位列其中|在列|入列|入选其中)"
    ),
    "名列其中|榜上有名|位列其中|在列|入列|入选其中",
    before=130,
    behind=0,
)
_NOT_YET = re.compile(r"(?:努力|力争|争取|逐步|加快|将|使|让|推动|培育|打造)[^,。;]{0,20}$")


def among(
    folded: str, start: int, end: int, vocabulary: Vocabulary, bodies: list[Span]
) -> Iterator[AwardMention]:
    """Honours told of by lists, by what is new in the place, and by what something has become."""
    for pattern in (_ONE_OF, _LISTED, _ADDED, _BECAME, _CROWNED, _AMONG_THEM):
        for match in pattern.finditer(folded, start, end):
            raw = match.group("honour")
            left, _ = sentence_around(folded, match.start(), match.start())
            level = level_of(raw)
            if level is None and pattern is _AMONG_THEM:
                level = level_of(folded[left : match.start()].rsplit(",", 1)[-1])
            if level is None or (pattern is _LISTED and HONOUR_WORD.search(raw) is None):
                continue
            if pattern is _BECAME and _NOT_YET.search(folded, left, match.start()):
                continue
            subject, apart = subject_of(folded, left, match.start())
            rows: list[Span] = []
            begin = match.start()
            if pattern in (_ADDED, _AMONG_THEM):
                subject, apart = Span(match.start("who"), match.end("who")), False
                rows = row_of(folded, bodies, subject)
            elif pattern is not _ONE_OF:
                begin, rows = subject.start, row_of(folded, bodies, subject)
            name = re.sub(r"(?<=全[国省市])\d+[个家项]?|\d+[个家项]|之一$", "", raw).strip("“”")
            concept = next((m.concept for m in vocabulary.honour_labels.find(name)), None)
            one = (pattern is _ADDED and _is_one(folded, subject)) or (
                pattern is _BECAME and not apart and is_name(_text(folded, subject))
            )
            award = AwardMention(
                name,
                level,
                Span(begin, match.end()),
                Span(match.end(), match.end()),
                subject,
                None,
                concept,
                0.75,
                apart=apart,
                one_of_row=one,
            )
            for span in rows or [subject]:
                yield replace(award, subject=span, one_of_row=bool(rows) or award.one_of_row)


def _is_one(folded: str, subject: Span) -> bool:
    """Whether the words between 新增 and the title name one thing: 硬质合金等."""
    named = named_in(folded, subject)
    return 2 <= named.end - named.start <= 14


_GIVE = Around(
    re.compile(
        r"(?:(?P<verb>通报表扬|通报表彰|通报嘉奖|表彰|授予)了?(?P<who>[^,。;“”]{3,80}?)(?:等?(?:\d+|[一二三四五六七八九十]+)[个家]|等|为|(?=“))(?P<title>“[^”\n]{4,30}”|[^,。;“”、]{0,20}?(?:先进单位|先进集体|优秀单位|优秀集体|示范单位|先进典型|标兵单位|先进县|先进区))(?:荣誉)?(?:称号)?"
        r"|对(?P<whom>[^,。;“”]{3,80}?)(?:等?(?:\d+|[一二三四五六七八九十]+)[个家][^,。;]{0,12}?|等[^,。;]{0,8}?)?(?:予以|进行|给予|作出)(?P<praise>通报表扬|通报表彰|通报嘉奖|表彰奖励|表彰))"
    ),
    "通报表扬|通报表彰|通报嘉奖|表彰|授予",
    before=130,
    behind=170,
)


def given(
    folded: str, start: int, end: int, vocabulary: Vocabulary, bodies: list[Span]
) -> Iterator[AwardMention]:
    """Honours that a body gives to other bodies by name: 市政府通报表扬…、市水利局等20个先进单位."""
    for match in _GIVE.finditer(folded, start, end):
        group = "who" if match.group("who") else "whom"
        named = Span(match.start(group), match.end(group))
        receivers = [span for span in bodies if span.within(named)]
        if not receivers or receivers[0].start - named.start > 2:
            continue
        left, _ = sentence_around(folded, match.start(), match.start())
        clause = max(left, folded.rfind(",", left, match.start()) + 1)
        title = (match.group("title") or "").strip("“”")
        praise = match.group("verb") or match.group("praise")
        name = title + praise if praise.startswith("通报") else title or praise
        givers = [span for span in bodies if clause <= span.start and span.end <= match.start()]
        giver = givers[-1] if givers else None
        level = (level_of(folded[giver.start : giver.end]) if giver else None) or level_of(name) or "other"
        concept = next((m.concept for m in vocabulary.honour_labels.find(name)), None)
        for span in receivers:
            yield AwardMention(
                name,
                level,
                Span(clause, match.end()),
                Span(match.end(), match.end()),
                span,
                giver,
                concept,
                0.75,
                one_of_row=True,
            )
