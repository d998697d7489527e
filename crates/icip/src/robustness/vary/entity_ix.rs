//! The position of an entity that a study ranks.

icip_table::index_type! {
    /// The position of an entity among those that a study ranks, in [`super::study::Study::rows`] and in every list with
    /// one thing per ranked entity. It is a type of its own, because it is not the row of the entity in the data.
    ///
    /// ```
    /// use icip::robustness::EntityIx;
    ///
    /// // The ranked entities stand in the rows 0, 2 and 3 of the data.
    /// let rows = [0, 2, 3];
    /// assert_eq!(rows[EntityIx::new(1)], 2);
    /// ```
    EntityIx
}
