"""Linking: names in a report to entities with stable IRIs."""
