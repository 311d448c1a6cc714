// no entries
