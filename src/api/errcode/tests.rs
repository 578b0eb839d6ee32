mod errmsg;
mod table;
