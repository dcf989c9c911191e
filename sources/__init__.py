"""Page to article to figures. No database and no scheduler in here."""
