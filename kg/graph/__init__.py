"""Entities and facts as RDF: quads of a report, of the entities, the store, files, and validation."""
