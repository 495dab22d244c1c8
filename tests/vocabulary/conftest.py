"""The shipped vocabularies, and a folder of small ones to break."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.vocabulary import Vocabulary, load_vocabulary

PREFIXES = """\
@prefix kg: <https://w3id.org/fazhi-kg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix programme: <https://w3id.org/fazhi-kg/id/programme/> .
@prefix function: <https://w3id.org/fazhi-kg/id/function/> .
@prefix rhetoric: <https://w3id.org/fazhi-kg/id/rhetoric/> .
"""
SMALL = {
    "programmes.ttl": PREFIXES
    + 'programme:a a kg:Programme ; skos:prefLabel "行刑衔接" ; skos:altLabel "两法衔接" ; kg:kind kg:mechanism ;'
    + ' kg:originDocument "关于加强行政执法与刑事司法衔接工作的意见" ; kg:originYear 2011 .\n'
    + 'programme:b a kg:Programme ; skos:prefLabel "“双随机、一公开”监管" ; kg:quotedLabel "双随机" ; kg:kind kg:method ;'
    + " skos:broader programme:a .\n",
    "regulations.ttl": PREFIXES,
    "honours.ttl": PREFIXES,
    "indicators.ttl": PREFIXES,
    "agencies.ttl": PREFIXES
    + 'function:si-fa a kg:AgencyFunction ; skos:prefLabel "司法" ; kg:countyName "司法局" .\n',
    "rhetoric.ttl": PREFIXES + 'rhetoric:a a kg:Rhetoric ; skos:prefLabel "四个意识" .\n',
    "kg.ttl": PREFIXES,
    "regions.csv": "code,name,level,parent,short,lat,lon,valid_from,valid_to\n"
    "430000,湖南省,province,,湖南,,,,\n430200,株洲市,prefecture,430000,株洲,27.8,113.1,,\n"
    "430281,醴陵市,county,430200,醴陵,,,1985,\n",
    "townships.csv": "code,name,county\n430281006,来龙门街道,430281\n",
    "body_words.csv": "list,word,unless\nending,委员会,\nnot_inside,对,外\n",
    "organisations.csv": "name,kind,home,short,guarded\n三一集团有限公司,enterprise,湖南,三一集团,\n",
    "areas.csv": "name,kind,stands_for\n湘,abbreviation,430000\n长株潭,area,\n",
}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder of small vocabularies that hold together."""
    for name, content in SMALL.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path
