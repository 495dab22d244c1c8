"""The IRIs of the project's own terms and of the published ones that it uses."""

from __future__ import annotations

ONTOLOGY = "https://w3id.org/fazhi-kg/ontology#"
BASE = "https://w3id.org/fazhi-kg/id/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
GEO = "http://www.opengis.net/ont/geosparql#"
WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
ELI = "http://data.europa.eu/eli/ontology#"
SCHEMA = "https://schema.org/"
VANN = "http://purl.org/vocab/vann/"

# For SPARQL queries and Turtle: short names that need no declaration in `kg query`.
PREFIXES: dict[str, str] = {
    "kg": ONTOLOGY,
    "region": BASE + "region/",
    "agency": BASE + "agency/",
    "regulation": BASE + "regulation/",
    "programme": BASE + "programme/",
    "honour": BASE + "honour/",
    "indicator": BASE + "indicator/",
    "function": BASE + "function/",
    "report": BASE + "report/",
    "adoption": BASE + "adoption/",
    "award": BASE + "award/",
    "citation": BASE + "citation/",
    "evidence": BASE + "evidence/",
    "link": BASE + "link/",
    "mention": BASE + "mention/",
    "observation": BASE + "observation/",
    "scheme": BASE + "scheme/",
    "dct": DCT,
    "eli": ELI,
    "fabio": "http://purl.org/spar/fabio/",
    "geo": GEO,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "vivo": "http://vivoweb.org/ontology/core#",
    "wgs84": WGS84,
    "xsd": XSD,
}
