//! Collects the wire types as TypeScript.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

/// TypeScript declarations by name.
pub struct Collector {
    config: Config,
    pub(crate) declarations: BTreeMap<String, String>,
}

impl Collector {
    pub(crate) fn new() -> Self {
        Self {
            config: Config::new().with_large_int("number"),
            declarations: BTreeMap::new(),
        }
    }

    /// Adds `T` and the types in it; returns its name.
    pub fn collect<T: TS + 'static>(&mut self) -> String {
        self.visit::<T>();
        T::name(&self.config)
    }
}

impl TypeVisitor for Collector {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let name = T::name(&self.config);
        if self.declarations.contains_key(&name) {
            return;
        }
        // Containers such as Option have no declaration of their own, but their contents have.
        if T::output_path().is_none() {
            return T::visit_dependencies(self);
        }
        let docs = T::docs().unwrap_or_default();
        self.declarations
            .insert(name, format!("{docs}export {}\n", T::decl(&self.config)));
        T::visit_dependencies(self);
    }
}
