"""The titles of honours behind a verb, as they are called without what surrounds them."""

from __future__ import annotations

import re
from collections.abc import Iterator

HONOUR_WORD = re.compile(
    r"示范|先进|优秀|十佳|百佳|十大|十强|百强|千强|称号|[^\s]奖(?![补励金惩])|奖$|标兵|模范|典型|案例|荣誉|最佳|试验区|集体|等功|嘉奖|文明|卫生城市|卫生县|森林城市|园林城市|红旗|特等|一等|二等|三等|"
    r"优胜|标杆|领跑者|名单|榜单|百县|长安杯|杯|平安县|平安市|平安区|之星|星级|品牌|样板|A级|集群|中国[\u4e00-\u9fff]{1,6}之[乡都城]|创新成果|试点(?:城市|单位|地区|县|区|市)|激励|真抓实干|经验做法|"
    r"名录|遗产|度假区|景区|地质公园|[一二三]级(?:博物|图书|文化|档案)馆|考古新发现|十大进展|传承创新|双千兆|领跑县|工厂|能手|卫士|工匠|楷模|先锋号|先锋队|劳动模范|劳模|月度人物|年度人物|好人榜|文明号|文明岗|巾帼|冠军|亚军|季军|团体第|强[镇村县区市街]|一级派出所|星级|等级站|链主|枫桥式|奖章|第[一二三四五六]名"
)
# Titles that tell by their first words that they are given from above.
SETTING = re.compile(r"在([^,。;]{4,30}?)中(?:,|$)")
"""Where something was judged: 在全省法治政府建设考核中."""
GIVEN_FROM_ABOVE = re.compile(
    r"(?:[“《])?(?:首批|第[一二三四五六七八九十\d]+[批届次]|20\d\d年度?|年度)?(?:国家(?!和|重大人才|临床|统计|监管|税务|项目|支持|资金|补助)|全国(?!性|首(?!批)|人大|政协|第(?![一二三四五六七八九十\d]+批)|唯一|最|统一)|世界(?!上)|联合国|中国(?!共产党|人民|电信|移动|联通)|全省(?!首(?!批)|第)|全区(?!首(?!批)|第)|自治区级?|省级)"
)
RANKED_HONOUR = re.compile(rf"(?:国家|全[国省市县区]|[省市县]级).*(?:{HONOUR_WORD.pattern})")
# A title with a beginning and an end of its own, one of a row: 渝北区文艺作品大赛一等奖、重庆市法治微电影优秀奖.
_WHOLE = re.compile(
    r"(?:[“《]?(?:国家|全[国省市县区]|中国|[\u4e00-\u9fff]{1,6}[省市县区]|[省市县区]级|第[一二三四五六七八九十\d]+[批届]|20\d\d))[^、]{3,36}(?:奖|称号|单位|集体|个人|示范[县市区点镇乡村]|街道|社区|学校|基地|案例|品牌|标兵|能手|文明号|文明岗)[”》]?"
)
_PRIZE = r"(?:[一二三特]等|金|银|铜|优秀|优胜|表彰|鼓励|提名|入围)奖"
_PRIZES = re.compile(rf"([^、]{{2,40}}?)({_PRIZE})((?:[、和]{_PRIZE})+)")
_ROW = re.compile(r"(?:了|为|成)?((?:[“《][^”》]{2,40}[”》](?:奖|称号)?[、和及]?){2,})(?:等|荣誉|称号|$)")
_QUOTED = re.compile(
    r"(?:了|为|成)?[“《]([^”》]{3,40})[”》](?=等?(?:荣誉)?(?:称号|殊荣)|等(?![次级奖第])|[,。;、]|$)(?:等?(?:荣誉)?(?:称号|殊荣))?"
)
_LEAD = re.compile(
    r"^(?:了|为|成(?!都)|到|得|颁|成为|批准|列入|牵头建设|建设|创建|设立|成立|打造|国家发布的)+|^[我本][省市县区](?:首个|第\d+[个家])?"
)
_END = re.compile(
    r"(?:等(?:多|\d+|[一二三四五六七八九十])[个项](?:荣誉)?(?:称号)?|等(?:荣誉)?称号|荣誉称号|等荣誉|称号|殊荣|的?荣誉|等|\d+[个项家人件部枚]?次?)$"
)
_RUNS_ON = re.compile(
    r"、(?=[^、“”《》]*(?:居|位列|排名|占|增长|达|建成|开工|竣工|开馆|启用|投用|投运|总数|数量|实现|成为|入选|获|全国第|首位))"
)


def titles_behind(raw: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """The honours behind a verb: name and offsets; 一等奖、三等奖 behind one title are two.

    `raw` stands at `offset` of the text.
    """
    if row := _ROW.match(raw):
        for title in re.finditer(r"[“《]([^”》]{2,40})[”》]", row.group(1)):
            yield title.group(1), offset, offset + row.end(1)
        return
    quoted = _QUOTED.match(raw)
    body = quoted.group() if quoted else _RUNS_ON.split(raw.split(",", 1)[0], maxsplit=1)[0]
    if prizes := _PRIZES.match(body):
        stop = offset + prizes.end()
        for prize in re.findall(_PRIZE, prizes.group()):
            yield (prizes.group(1) + prize).strip("“”"), offset, stop
        return
    parts = re.split("[、和]", body)
    if (
        not quoted
        and len(parts) > 1
        and all(RANKED_HONOUR.match(part) or _WHOLE.fullmatch(part) for part in parts)
    ):
        for part in parts:  # 分别获评全省先进集体、全国先进集体
            yield _bare(part), offset, offset + len(body)
        return
    yield _bare(quoted.group(1) if quoted else body), offset, offset + len(body)


def _bare(name: str) -> str:
    name = _END.sub("", _LEAD.sub("", name)).strip(" 、")
    name = re.sub(r"^(?:全[国省市](?=[^\u4e00-\u9fff“]))", "", name)
    whole = re.fullmatch(r"[“《]([^“”《》]*)[”》](?:国家)?", name)
    return whole.group(1) if whole else name


def in_pairs(name: str, begin: int, stop: int, count: int) -> list[tuple[str, int, int]]:
    """A row of so many titles, one for each of the recipients that 分别 or 分获 deals out; else the one title."""
    parts = re.split("[、和]", name)
    if len(parts) != count:
        return [(name, begin, stop)]
    return [(_bare(part), begin, stop) for part in parts]
