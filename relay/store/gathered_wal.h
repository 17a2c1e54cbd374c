#pragma once
// SQLite writes its log page by page, two system calls each: a head of 24 bytes, then the page. A turn of some dozen
// webhooks is a hundred of them, and they cost more processor time than the file's trees. Here they are gathered and
// handed over in few large writes, at the latest with the frame that commits: before SQLite asks for the sync, before it
// tells other connections of the commit, and before anybody reads. What is on disk after which sync stays the same.
namespace tributary::store {

const char* gathered_wal();  // the name of the file layer, for sqlite3_open_v2; registered when it is first asked for

}  // namespace tributary::store
