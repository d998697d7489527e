//! The position of a node.

icip_table::index_type! {
    /// The position of a node among those of a framework, in [`crate::framework::Framework::nodes`] and in every list
    /// with one thing per node. It is a type of its own, because rows and columns are counted beside it.
    ///
    /// ```
    /// use icip::framework::{NodeIx, builtin};
    ///
    /// let framework = builtin("icip-2018").ok_or("it does not ship")?;
    /// let index: NodeIx = framework.root_index();
    /// assert_eq!(framework.nodes()[index].code(), "ICIP");
    /// # Ok::<(), &str>(())
    /// ```
    NodeIx
}
