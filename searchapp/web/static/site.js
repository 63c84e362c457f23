// Makes the pages smoother. Each of them works without this file, and no part of it needs another.

const root = document.documentElement;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const on = (type, selector, act) => addEventListener(type, (event) => {
	const found = event.target.closest?.(selector);
	if (found) act(found, event);
});
const dress = (element, attributes, ...children) => {
	Object.entries(attributes).forEach((pair) => element.setAttribute(...pair));
	element.append(...children);
	return element;
};
const made = (name, ...rest) => dress(document.createElement(name), ...rest);
const later = (wait, act) => {
	let timer;
	return (...given) => {
		clearTimeout(timer);
		timer = given[0] !== null && setTimeout(() => act().catch(console.error), wait);
	};
};
const say = (text) => { one("#said").textContent = text; };
const local = (url) => new URL(url, location).href.slice(location.origin.length);

// Kept in this browser, where it keeps anything: switches, articles, searches.
const kept = (name, otherwise) => {
	try { return JSON.parse(localStorage[name]); } catch { return otherwise; }
};
const keep = (name, value) => {
	try { localStorage[name] = JSON.stringify(value); } catch { /* it keeps nothing */ }
};
const drop = (name, url) => keep(name, kept(name, []).filter((each) => each.url !== url));
const add = (name, entry) => {
	drop(name, entry.url);
	keep(name, [{ ...entry, at: new Date().toISOString() }, ...kept(name, [])].slice(0, 500));
};

function controls() {
	all("[data-keep]").forEach((box) => { box.checked = kept(box.dataset.keep, box.checked); });
	on("change", "[data-keep]", (box) => keep(box.dataset.keep, box.checked));
	on("click", "[data-open]", (button) => one(button.dataset.open).showModal());
	on("click", "[data-print]", () => print());
	on("click", "[data-copy]", (button) => copy(button, button.dataset.copy));
	on("change", "[name=theme]", ({ value }) => {
		root.dataset.theme = value;
		document.cookie = `theme=${value};path=/;max-age=31536000;samesite=lax`;
	});
}

async function copy(button, text) {
	try {
		await navigator.clipboard.writeText(text);
	} catch {
		const area = made("textarea", {}, text);
		button.after(area);
		area.select();
		document.execCommand("copy");
		area.remove();
	}
	const label = button.textContent;
	button.textContent = button.dataset.done;
	say(button.dataset.done);
	setTimeout(() => { button.textContent = label; }, 2000);
}

// Filters and sorting change the results in place. The address follows, and back leads to the same place.
async function page(url) {
	const answer = await fetch(url);
	if (!answer.ok) throw Error(answer.status);
	return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function swap(next) {
	const active = document.activeElement;
	const open = new Map(all("[data-facet]").map((each) => [each.dataset.facet, each.open]));
	all("[data-swap]").forEach((old) => {
		const fresh = one(`[data-swap=${old.dataset.swap}]`, next);
		old.hidden = fresh.hidden;
		old.replaceChildren(...fresh.childNodes);
	});
	all("[data-facet]").forEach((each) => { each.open = open.get(each.dataset.facet) ?? each.open; });
	document.title = next.title;
	one("[rel=canonical]").href = one("[rel=canonical]", next).href;
	one("#q").value = one("#q", next).value;
	one("#found span").textContent = one("#found", next).textContent;
	if (active.isConnected) return;
	const again = active.name && one(`[name="${active.name}"][value="${CSS.escape(active.value)}"]`);
	(again || one("#found")).focus({ preventScroll: true });
}

function results() {
	const form = one("#f");
	const here = () => location.pathname + location.search;
	const asked = () => {
		const pairs = [...new FormData(form)].filter(([, value]) => value.trim());
		return `${form.getAttribute("action")}?${new URLSearchParams(pairs)}`;
	};
	const canonical = () => local(one("[rel=canonical]").href);
	let shown = here();
	const remember = () => {
		if (kept("history", true) && canonical().includes("?")) {
			add("searches", { url: canonical(), title: document.title.split(" · ")[0] });
		}
	};
	const count = later(250, async () => {
		const next = await page(asked());
		const found = one("#found", next).textContent;
		one("[data-swap=apply]").textContent = `${one("[data-swap=apply]", next).textContent} (${found})`;
		say(found);
	});
	const show = async (url, push) => {
		count(null);
		try {
			swap(await page(url));
		} catch {
			location.assign(url);
			return;
		}
		if (push) {
			history.replaceState({ y: scrollY }, "");
			history.pushState({}, "", canonical());
		}
		shown = here();
		remember();
	};
	form.addEventListener("submit", (event) => {
		if (event.submitter?.hasAttribute("formaction")) return;
		event.preventDefault();
		one("#filters").open = false;
		show(asked(), true);
	});
	on("click", "[data-swap=above] a, .sorts a, .when a, [data-swap=clear]", (link, event) => {
		const url = link.getAttribute("href");
		if (!url.startsWith(location.pathname) || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		show(url, true);
	});
	on("change", "#filters [form=f]", () => kept("at-once") ? show(asked(), true) : count());
	on("keydown", "[name=facet_find]", (input, event) => {
		if (event.key !== "Enter") return;
		event.preventDefault();
		form.requestSubmit(input.nextElementSibling);
	});
	addEventListener("popstate", async ({ state }) => {
		if (here() === shown) return;
		await show(here());
		scrollTo(0, state?.y ?? 0);
	});
	remember();
}

// Suggestions while typing: a combobox with a list of options, by ARIA 1.2.
function suggestions() {
	const input = one("#q");
	const list = made("ul", { id: "options", role: "listbox", "aria-label": input.labels[0].textContent });
	let options = [], at = -1;
	const choose = (place) => {
		at = place;
		options.forEach((each, index) => each.setAttribute("aria-selected", index === at));
		input.setAttribute("aria-activedescendant", options[at]?.id ?? "");
		options[at]?.scrollIntoView({ block: "nearest" });
	};
	const offer = (entries) => {
		options = entries.map(({ text, note, url }, index) => made(
			"li", { role: "option", id: `option-${index}`, "data-url": url }, made("span", {}, text), made("span", {}, note)));
		list.replaceChildren(...options);
		list.hidden = !options.length;
		input.setAttribute("aria-expanded", !list.hidden);
		choose(-1);
	};
	const ask = later(120, async () => {
		const typed = input.value;
		if (!typed.trim()) return offer([]);
		const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: typed, form: "rich" })}`);
		const found = answer.ok ? (await answer.json()).suggestions : [];
		if (input.value === typed && document.activeElement === input) offer(found);
	});
	dress(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id });
	input.form.append(list);
	offer([]);
	input.addEventListener("input", ask);
	input.addEventListener("blur", () => offer([]));
	input.addEventListener("keydown", (event) => {
		const many = options.length;
		if (!many) return;
		if (event.key === "Escape") offer([]);
		else if (event.key === "ArrowDown") choose(at + 1 < many ? at + 1 : -1);
		else if (event.key === "ArrowUp") choose(at < 0 ? many - 1 : at - 1);
		else if (event.key === "Enter" && options[at]) location.assign(options[at].dataset.url);
		else return;
		event.preventDefault();
		event.stopPropagation();
	});
	on("mousedown", "[role=option]", (option, event) => {
		event.preventDefault();
		location.assign(option.dataset.url);
	});
}

function article() {
	const { article: url, cite, address } = one("[data-article]").dataset;
	all(".text > p").forEach((paragraph) => paragraph.append(one("#quote").content.cloneNode(true)));
	on("click", ".quote", (button) => {
		const paragraph = button.parentElement;
		const words = paragraph.cloneNode(true);
		all(".para, .step, .aside, .quote", words).forEach((each) => each.remove());
		const chosen = getSelection();
		const part = chosen.containsNode(paragraph, true) && `${chosen}` || words.textContent;
		copy(button, `“${part.trim()}” ${cite} ${address}#${paragraph.id}`);
	});
	// From match to match without filling the history, so that back leads to the results.
	on("click", ".step a, .matches a", (link, event) => {
		if (!link.getAttribute("href").startsWith("#")) return;
		event.preventDefault();
		location.replace(link.hash);
	});
	const saved = () => kept("articles", []).some((each) => each.url === url);
	const show = () => one("[data-save]").setAttribute("aria-pressed", saved());
	on("click", "[data-save]", () => {
		if (saved()) drop("articles", url);
		else add("articles", { url, title: one("h1").textContent, cite });
		show();
	});
	show();
}

function saved() {
	const fill = () => all("[data-list]").forEach((list) => {
		const entries = kept(list.dataset.list, []).filter(({ url }) => url.startsWith("/"));
		list.replaceChildren(...entries.map(({ url, title, cite }) => {
			const button = one("#remove").content.firstElementChild.cloneNode(true);
			button.addEventListener("click", () => { drop(list.dataset.list, url); fill(); });
			return made("li", {}, made("a", { class: "name", href: url, dir: cite ? "auto" : "" }, title), made("p", { class: "meta" }, cite ?? "", " ", button));
		}));
		if (!entries.length) list.append(made("li", { class: "meta" }, list.dataset.empty));
	});
	on("click", "[data-forget]", (button) => { keep(button.dataset.forget, []); fill(); });
	on("click", "[data-export]", () => {
		const told = { articles: kept("articles", []), searches: kept("searches", []) };
		const file = new Blob([JSON.stringify(told, null, 2)], { type: "application/json" });
		made("a", { href: URL.createObjectURL(file), download: "reading-list.json" }).click();
	});
	fill();
}

// Single keys, which can be switched off.
function keys() {
	const step = (by) => {
		const links = all(".hits h3 a");
		const at = links.findIndex((each) => each.closest("li").contains(document.activeElement));
		links.at(at < 0 && by < 0 ? -1 : at + by)?.focus();
	};
	const match = (by) => {
		const count = all("mark[id]").length;
		const at = Number(location.hash.match(/^#m(\d+)$/)?.[1] ?? (by < 0 ? count + 1 : 0));
		if (count) location.replace(`#m${Math.min(Math.max(at + by, 1), count)}`);
	};
	const go = (rel) => one(`main [rel=${rel}]`)?.click();
	const act = {
		"/": () => one("#q").select(),
		j: () => step(1),
		k: () => step(-1),
		n: () => match(1),
		p: () => match(-1),
		"[": () => go("prev"),
		"]": () => go("next"),
		"?": () => one("#keys").showModal(),
		f: () => {
			all("#filters").forEach((each) => { each.open = true; });
			all("#filters summary").find((each) => each.checkVisibility())?.focus();
		},
	};
	addEventListener("keydown", (event) => {
		const { code, target } = event;
		// Where other letters are on the keys, their places count.
		const key = event.key > "~" ? { BracketLeft: "[", BracketRight: "]" }[code] ?? code.replace("Key", "").toLowerCase() : event.key;
		if (key === "Escape") {
			all(".preferences[open], .filters[open]").forEach((each) => {
				each.open = false;
				one("summary", each).focus();
			});
		}
		const typing = target.closest?.("input:not([type=checkbox], [type=radio]), select, dialog");
		if (typing || event.ctrlKey || event.metaKey || event.altKey || !kept("keys", true) || !Object.hasOwn(act, key)) return;
		event.preventDefault();
		act[key]();
	});
}

const parts = { html: controls, "#q": suggestions, ".finding": results, "[data-article]": article, "#saved": saved, body: keys };
for (const [place, part] of Object.entries(parts)) {
	try {
		if (one(place)) part();
	} catch (error) {
		console.error(error);
	}
}
root.classList.add("scripted");
