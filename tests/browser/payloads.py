"""Five hundred attempts to run something in a reader's browser: each would call `ran`."""

from __future__ import annotations

from collections.abc import Iterator

CALL = "ran({n})"
TEMPLATES = (
    "<script>{call}</script>",
    "<SCRIPT SRC=data:text/javascript,{call}></SCRIPT>",
    "<img src=x onerror={call}>",
    "<img/src=`x`/onerror={call}//",
    "<svg onload={call}>",
    "<svg><script>{call}</script></svg>",
    "<svg><animate onbegin={call} attributeName=x dur=1s>",
    "<body onload={call}>",
    "<details open ontoggle={call}>",
    "<input autofocus onfocus={call}>",
    "<iframe src=javascript:{call}>",
    "<iframe srcdoc='<script>parent.{call}</script>'>",
    "<a href=javascript:{call} autofocus onfocus={call}>x</a>",
    "<math><mtext></mtext><img src=x onerror={call}></math>",
    "<video><source onerror={call}></video>",
    "<style>@import 'javascript:{call}'</style>",
    "<link rel=stylesheet href=x onerror={call}>",
    "<meta http-equiv=refresh content='0;javascript:{call}'>",
    "<object data=javascript:{call}>",
    "<mark onpointerover={call} style=position:fixed;inset:0>x</mark>",
    "{{{{{call}}}}}",
    "{{%if {call}%}}",
    "${{{call}}}",
    "javascript:{call}",
    "&lt;script&gt;{call}&lt;/script&gt;",
)
BEFORE = ("", '"', "'", "'>", '">', "</title>", "</script>", "</template>", "--></textarea>", "]]>")
AFTER = ("", "<!--")


def payloads() -> Iterator[str]:
    """All different."""
    number = 0
    for template in TEMPLATES:
        for before in BEFORE:
            for after in AFTER:
                yield f"{before}{template.format(call=CALL.format(n=number))}{after}"
                number += 1
