//! What the page needs to score entities with other weights: the rules of the framework and the scores that they read.
