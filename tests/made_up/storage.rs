//! Widgets.

use portreeve_core::widget::Widget;
use serde::{Deserialize, Serialize};

use super::{Invalid, Record};

#[derive(Serialize, Deserialize)]
pub(crate) struct WidgetRecord {
    name: String,
    colour: String,
}

impl Record for WidgetRecord {
    type Domain = Widget;

    fn from_domain(widget: &Widget) -> Self {
        Self {
            name: widget.name.clone(),
            colour: widget.colour.clone(),
        }
    }

    fn into_domain(self) -> Result<Widget, Invalid> {
        Ok(Widget {
            name: self.name,
            colour: self.colour,
        })
    }
}
