"""Servers: questions put to them and graphs sent to them, under one deadline, with bounded answers."""
