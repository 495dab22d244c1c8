"""Pictures as files: safe, the same each time, and with real Chinese characters."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.errors import UsageError
from kg.spread.facts import Facts
from kg.spread.pictures import KINDS, draw, draw_network, draw_spread, fonts, picture, to_html, to_png, to_svg
from kg.spread.pictures.scene import Circle, Drawing, Rect, Scene, Text
from kg.spread.pictures.scene import Path as Line

from .helpers import HOSTILE, inference, provinces

SVG = "{http://www.w3.org/2000/svg}"


def data_for(kind: str) -> dict[str, object]:
    return {"data": inference()} if kind == "network" else {"data": provinces(), "programme": "最多跑一次"}


@pytest.fixture(scope="module")
def face() -> fonts.Face:
    pytest.importorskip("PIL", reason="Pillow is not installed")
    try:
        return fonts.find_face()
    except UsageError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", [".svg", ".html"])
def test_files_without_pillow(
    kind: str, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    given = data_for(kind)
    one = draw(kind, path=tmp_path / f"new folder/甲{suffix}", **given)  # type: ignore[arg-type]
    other = draw(kind, path=tmp_path / f"b{suffix}", **given)  # type: ignore[arg-type]
    assert one.read_bytes() == other.read_bytes()
    assert "没有写不等于没有做" in one.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_svg_is_well_formed_and_refers_to_nothing(kind: str) -> None:
    given = data_for(kind)
    root = ElementTree.fromstring(to_svg(picture(kind, **given)))  # type: ignore[arg-type]
    assert root.tag == f"{SVG}svg"
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names <= {"svg", "title", "desc", "rect", "circle", "path", "text"}
    for element in root.iter():
        assert not any(
            "href" in name or name.startswith("on") or "url(" in value for name, value in element.items()
        )


def hostile() -> Facts:
    return provinces(name=HOSTILE)


@pytest.mark.parametrize("kind", ["adoption_curve", "heat_map", "tile_map", "timeline"])
def test_texts_of_reports_stay_texts(kind: str) -> None:
    facts = hostile()
    scene = picture(kind, facts, programme=facts.programmes["p/1"])
    root = ElementTree.fromstring(to_svg(scene))
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    assert "<script>alert(1)</script>" in "".join(root.itertext())
    parser = _Tags()
    parser.feed(to_html(scene))
    assert "script" not in parser.tags
    assert not parser.outside


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.outside: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        found = dict(attrs)
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found.get("content") or ""
        self.outside += [name for name in found if name in ("src", "href", "style") or name.startswith("on")]


def test_the_page_allows_its_own_style_and_nothing_else() -> None:
    made = to_html(picture("heat_map", provinces(), programme="最多跑一次"))
    parser = _Tags()
    parser.feed(made)
    assert parser.policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in parser.policy
    assert "prefers-color-scheme: dark" in made
    assert "http://" not in made.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "https://" not in made
    assert "<details>" in made and "北京市，2014，试点：推行最多跑一次。" in made


def test_page_and_svg_draw_the_same_shapes() -> None:
    scene = picture("tile_map", provinces(), programme="最多跑一次")
    plain, themed = (ElementTree.fromstring(text) for text in (to_svg(scene), to_svg(scene, themed=True)))
    assert [element.tag for element in plain.iter()] == [element.tag for element in themed.iter()]
    assert all("class" in element.attrib for element in themed.iter(f"{SVG}rect"))


def _picture(*items: Rect | Text | Line | Circle, width: float = 60, height: float = 40) -> Scene:
    return Scene("t", "d", Drawing(items, width, height))


def test_chinese_characters_are_drawn(face: fonts.Face) -> None:
    drawn = {char: to_png(_picture(Text(10, 30, char, 24)), face) for char in "县醴黔新"}
    assert len(set(drawn.values())) == 4  # boxes for missing characters would all be the same
    assert to_png(_picture(), face) not in drawn.values()
    assert not face.has("\U000ffff0")
    assert to_png(_picture(Text(10, 30, "\U000ffff0", 24)), face) == to_png(
        _picture(Text(10, 30, "〓", 24)), face
    )


@pytest.mark.parametrize("kind", KINDS)
def test_png(kind: str, face: fonts.Face, tmp_path: Path) -> None:
    from PIL import Image

    given = data_for(kind)
    path = draw(kind, path=tmp_path / "a.PNG", **given)  # type: ignore[arg-type]
    scene = picture(kind, **given)  # type: ignore[arg-type]
    with Image.open(path) as image:
        image.load()
        assert image.size == (2 * -(-scene.drawing.width // 1), 2 * -(-scene.drawing.height // 1))
        assert len(image.getcolors(1_000_000) or ()) > 20
    assert path.read_bytes() == draw(kind, path=tmp_path / "b.png", **given).read_bytes()  # type: ignore[arg-type]


def test_png_has_the_colours_of_the_shapes(face: fonts.Face, tmp_path: Path) -> None:
    from io import BytesIO

    from PIL import Image

    scene = _picture(
        Rect(5, 5, 10, 10, "reported"),
        Circle(30, 10, 5, "planned"),
        Line(((40, 5), (50, 5), (50, 15), (40, 15)), "fit", closed=True),
        Line(((5, 30), (55, 30)), None, "ink", 4, dash=True),
    )
    with Image.open(BytesIO(to_png(scene, face))) as image:
        assert image.getpixel((20, 20)) == (0x0B, 0x5F, 0xA5)
        assert image.getpixel((60, 20)) == (0xE6, 0x9F, 0x00)
        assert image.getpixel((90, 20)) == (0xC2, 0x4A, 0x00)
        row = [image.getpixel((x, 60)) for x in range(10, 110)]
        assert row.count((255, 255, 255)) > 20 and row.count((0x17, 0x20, 0x2B)) > 40  # dashes and gaps


def test_without_pillow_a_png_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(UsageError, match=r"pip install 'fazhi-kg\[plot\]'"):
        draw("network", inference(), tmp_path / "a.png")
    assert not list(tmp_path.iterdir())


def test_without_a_chinese_font_a_png_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("PIL")
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "NotoSansCJK-Regular.ttc").write_bytes(b"no font")
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path / "fonts", tmp_path / "none"])
    monkeypatch.setattr(fonts.shutil, "which", lambda name: None)
    fonts.find_face.cache_clear()
    try:
        with pytest.raises(UsageError, match="fonts-noto-cjk"):
            draw("network", inference(), tmp_path / "a.png")
    finally:
        fonts.find_face.cache_clear()


def test_a_font_without_chinese_characters_is_not_taken() -> None:
    image_font = pytest.importorskip("PIL.ImageFont")
    path = next(
        (path for folder in fonts.folders() for path in folder.rglob("DejaVuSans.ttf")), None
    ) or getattr(image_font.load_default(), "path", None)
    if not isinstance(path, Path):
        pytest.skip("no font without Chinese characters is at hand")
    assert not fonts.Face(path).chinese()


def test_the_forms_of_the_mainland_are_chosen(face: fonts.Face) -> None:
    if face.path.suffix != ".ttc" or not face.path.name.startswith("NotoSansCJK"):
        pytest.skip("another font is used")
    assert face.sized(20).getname()[0] == "Noto Sans CJK SC"


@pytest.mark.parametrize(
    ("kind", "data", "name", "options", "message"),
    [
        ("pie", provinces(), "a.svg", {}, "choose one of adoption_curve, heat_map"),
        ("timeline", provinces(), "a.jpg", {"programme": "最多跑一次"}, "must end in .png, .svg or .html"),
        ("timeline", provinces(), "a.svg", {"programme": "最多跑一"}, "did you mean 最多跑一次"),
        ("timeline", provinces(), "a.svg", {}, "needs the name of a programme"),
        ("timeline", provinces(), "a.svg", {"lang": "fr"}, "choose one of zh, en"),
        ("timeline", inference(), "a.svg", {}, "from an inference"),
        ("network", provinces(), "a.svg", {}, "from an inference"),
    ],
)
def test_wrong_requests(
    kind: str, data: Facts, name: str, options: dict[str, str], message: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=message):
        draw(kind, data, tmp_path / name, **options)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_short_forms(tmp_path: Path) -> None:
    facts = provinces()
    row = facts.programmes["p/1"]
    heat = draw_spread(facts, row, tmp_path / "heat.svg").read_text(encoding="utf-8")
    assert heat == to_svg(picture("heat_map", facts, programme=row))
    curve = draw_spread(facts, "最多跑一次", tmp_path / "curve.svg", "adoption-curve", "en")
    assert "Cumulative adoption" in curve.read_text(encoding="utf-8")
    tiles = draw_spread(facts, None, tmp_path / "tiles.svg").read_text(encoding="utf-8")
    assert tiles == to_svg(picture("tile_map", facts))
    net = draw_network(inference(), tmp_path / "net.svg").read_text(encoding="utf-8")
    assert net == to_svg(picture("network", inference()))


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        draw("network", inference(), tmp_path / "file" / "a.svg")


def test_real_reports(real_facts: Facts, tmp_path: Path) -> None:
    for kind in ("adoption_curve", "heat_map", "tile_map", "timeline"):
        path = draw(kind, real_facts, tmp_path / f"{kind}.svg", programme="枫桥经验")
        ElementTree.parse(path)
    everything = draw("tile_map", real_facts, tmp_path / "all.svg")
    assert "四川" in everything.read_text(encoding="utf-8")
