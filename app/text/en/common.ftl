# Words that stand on many pages.
