//! The dialog with its field and its list. What is typed faster than the server answers is one question.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::{
    prelude::{document, window},
    task::spawn_local,
};
use web_sys::{
    Element, Event, HtmlDialogElement, HtmlInputElement, KeyboardEvent, MouseEvent, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

use crate::islands::{
    ask,
    dom::{all, by_id, is_command, listen, within},
};

const OPTIONS: &str = "[role=option]:not([aria-disabled])";

#[derive(Debug)]
pub struct Palette {
    page: String,
    rows: String,
    one: String,
    many: String,
    dialog: HtmlDialogElement,
    field: HtmlInputElement,
    list: Element,
    chosen: Cell<usize>,
    asking: Cell<bool>,
    /// What the list is the answer to.
    answered: RefCell<Option<String>>,
}

impl Palette {
    /// `None` where the page has no palette.
    pub fn begin([page, rows, one, many]: [String; 4]) -> Option<Rc<Self>> {
        let palette = Rc::new(Self {
            page,
            rows,
            one,
            many,
            dialog: by_id("palette")?,
            field: by_id("palette-asked")?,
            list: by_id("palette-found")?,
            chosen: Cell::new(0),
            asking: Cell::new(false),
            answered: RefCell::new(None),
        });
        palette.listen();
        Some(palette)
    }

    fn listen(self: &Rc<Self>) {
        let page = document();
        let me = Rc::clone(self);
        listen(&page, "keydown", move |event: KeyboardEvent| {
            let k = event.key().eq_ignore_ascii_case("k");
            if k && (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key() {
                event.prevent_default();
                me.open();
            }
        });
        let me = Rc::clone(self);
        listen(&page, "click", move |event: MouseEvent| {
            // With another key held, a link is a link.
            let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key()) && event.button() == 0;
            if plain && within(&event, "[data-find]").is_some() {
                event.prevent_default();
                me.open();
            }
        });
        let me = Rc::clone(self);
        listen(&self.field, "input", move |_: Event| me.ask());
        let me = Rc::clone(self);
        listen(&self.field, "keydown", move |event: KeyboardEvent| me.key(&event));
        let me = Rc::clone(self);
        listen(&self.dialog, "click", move |event: MouseEvent| me.click(&event));
    }

    fn open(self: &Rc<Self>) {
        if self.dialog.open() {
            return;
        }
        if self.dialog.show_modal().is_ok() {
            self.field.select();
            self.ask();
        }
    }

    fn click(&self, event: &MouseEvent) {
        if let Some(option) = within(event, OPTIONS) {
            self.go(&option, event.ctrl_key() || event.meta_key());
        } else if within(event, ".palette > *").is_none() {
            // Beside it.
            self.dialog.close();
        }
    }

    fn key(&self, event: &KeyboardEvent) {
        let options = all(&self.list, OPTIONS);
        let (at, last) = (self.chosen.get(), options.len().saturating_sub(1));
        match event.key().as_str() {
            "ArrowDown" => self.choose(&options, if at >= last { 0 } else { at + 1 }),
            "ArrowUp" => self.choose(&options, if at == 0 { last } else { at - 1 }),
            "Enter" => match options.get(at) {
                Some(option) => self.go(option, is_command(event)),
                // Nothing is listed, perhaps because the server couldn't be asked: the page says more.
                None => leave(&format!("{}?q={}", self.page, self.asked()), false),
            },
            _ => return,
        }
        event.prevent_default();
    }

    /// What is asked for, as it stands in an address.
    fn asked(&self) -> String {
        js_sys::encode_uri_component(&self.field.value()).into()
    }

    fn ask(self: &Rc<Self>) {
        if self.asking.replace(true) {
            return;
        }
        let me = Rc::clone(self);
        spawn_local(async move {
            while me.answered.borrow().as_deref() != Some(me.field.value().as_str()) {
                let asked = me.field.value();
                let Some((count, html)) = ask::piece(&format!("{}{}", me.rows, me.asked()), "X-Found").await else {
                    break;
                };
                me.answered.replace(Some(asked));
                me.put(count, &html);
            }
            me.asking.set(false);
        });
    }

    fn put(&self, count: i64, html: &str) {
        self.list.set_inner_html(html);
        let _ = self.field.set_attribute("aria-expanded", "true");
        if let Some(said) = by_id::<Element>("palette-count") {
            let word = if count == 1 { self.one.clone() } else { self.many.replace("{n}", &count.to_string()) };
            said.set_text_content(Some(&word));
        }
        self.choose(&all(&self.list, OPTIONS), 0);
    }

    fn choose(&self, options: &[Element], place: usize) {
        self.chosen.set(place);
        for (other, option) in options.iter().enumerate() {
            let _ = option.set_attribute("aria-selected", if other == place { "true" } else { "false" });
        }
        let Some(option) = options.get(place) else {
            let _ = self.field.remove_attribute("aria-activedescendant");
            return;
        };
        let _ = self.field.set_attribute("aria-activedescendant", &option.id());
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&nearest);
    }

    fn go(&self, option: &Element, beside: bool) {
        if let Some(address) = option.get_attribute("data-href") {
            if !beside {
                self.dialog.close();
            }
            leave(&address, beside);
        }
    }
}

/// Goes there, or opens it in a new tab. Addresses are the server's.
fn leave(address: &str, beside: bool) {
    if beside {
        let _ = window().open_with_url_and_target_and_features(address, "_blank", "noopener");
    } else {
        let _ = window().location().assign(address);
    }
}
