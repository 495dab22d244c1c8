"""The level of who gives an honour, from the words of the honour or of the giver."""

from __future__ import annotations

import re

_PROVINCES = (
    "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|"
    "内蒙古|广西|西藏|宁夏|新疆|北京|天津|上海|重庆"
)
_MINISTRIES = (
    "公安|司法|民政|人社|人力资源社会保障|人力资源和社会保障|教育|科技|科学技术|住建|住房城乡建设|住房和城乡建设|交通|交通运输|农业农村|商务|"
    "文旅|文化和旅游|卫健|应急管理|应急|水利|财政|生态环境|自然资源|工信|工业和信息化|退役军人事务|国家安全|中宣|中组|"
    "中央[^,]{2,4}"
)
_LEVELS = (
    ("media", re.compile(r"人民网|新华[社网]|日报|法治报|法治网|央视|电视台|媒体|客户端|法制网|光明网|中国网|半月谈|求是网|瞭望")),
    ("national", re.compile(
        rf"全国|国内|国家|国务院|中央|最高人民|^部|(?:{_MINISTRIES})部(?!门)|平安中国|中国(?!(?:共产党|电信|移动|联通))|"
        r"中部|中西部|东部|西部|共青团中央|全总|两高|两办|(?<![省市县区州])(?:五一劳动奖|五四(?:红旗|奖章)|三八红旗)"
    )),
    ("provincial", re.compile(
        rf"全省|省内|省级|[\u4e00-\u9fff]{{2,4}}省|^省|自治区|全区(?=$)|省[^,]{{1,10}}[厅局委办院会]|^(?:第?[一二三四五六七八九十\d]+[批届次])?(?:{_PROVINCES})(?!市)|(?:平安|法治|美丽|信用|数字)(?:{_PROVINCES})"
    )),
    ("municipal", re.compile(
        r"全市|市级|^(?!.{0,4}(?:全域|城|示范|先进|优秀))[\u4e00-\u9fff]{2,4}市(?![场民政域值容长])|^市|全州|州级|市[^,]{1,10}[局委办院会]$"
    )),
    ("county", re.compile(r"全县|县级|全区|区级|^(?!.{0,3}(?:示范|平安|文明|先进|卫生|百强|模范|优秀))[\u4e00-\u9fff]{1,4}[县区旗](?!域)|^[县区旗]|[县区旗]委|全旗")),
)  # fmt: skip
_WORLD = re.compile(r"世界|全球|联合国|国际")

RANKS = {"national": 0, "provincial": 1, "municipal": 2, "county": 3}


def level_of(text: str) -> str | None:
    """The level of the giver, from the words of an honour or a body's name; None when they do not tell.

    What the world gives is of no level here.
    """
    text = text.lstrip("“《")
    if _WORLD.match(text):
        return "other"
    return next((level for level, pattern in _LEVELS if pattern.search(text)), None)
