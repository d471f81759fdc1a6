"""What a page shows to one reader, gathered once; between views, which answer, and forms, rules and queries, which know."""
