"""What a site has for programs: exports, a catalogue, feeds, a site map, how a server leads from IRIs to pages, cards."""
