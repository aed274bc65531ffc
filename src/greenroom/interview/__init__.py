"""The interview flow: sentences -> signs -> reading -> score -> overall."""
