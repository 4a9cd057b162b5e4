//! Links: what keys and the mouse do among them, and how a chain is asked for and looked for.

