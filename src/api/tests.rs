mod entries;
mod golden;
mod words;
