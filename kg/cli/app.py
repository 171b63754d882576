"""The commands of `kg`, in the order in which a newcomer needs them."""

from __future__ import annotations

from kg.cli import (
    ask,
    audit,
    build,
    check,
    doctor,
    draw,
    evidence,
    export,
    fmt,
    frame,
    init,
    new,
    push,
    quotes,
    schema,
    see,
    structure,
    validate,
    who,
)

app = frame.new()

app.command("init")(init.init)
app.command("check")(check.check)
app.command("rule")(check.rule)
app.command("quotes")(quotes.quotes)
app.add_typer(new.app())
app.command("fmt")(fmt.fmt)
app.command("schema")(schema.schema)
app.command("build")(build.build)
app.command("who")(who.who)
app.command("show")(see.show)
app.command("list")(see.list_records)
app.command("stats")(see.stats)
app.command("query")(ask.query)
app.command("answers")(evidence.answers)
app.command("origins")(evidence.origins)
app.command("standing")(evidence.standing)
app.command("sides")(structure.sides)
app.command("positions")(structure.positions)
app.command("network")(structure.network)
app.command("audit")(audit.audit)
app.command("brief")(audit.brief)
app.command("map")(draw.draw_map)
app.command("timeline")(draw.timeline)
app.command("export")(export.export)
app.command("push")(push.push)
app.command("doctor")(doctor.doctor)
app.command("validate")(validate.validate)
