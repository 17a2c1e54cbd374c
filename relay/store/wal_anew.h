#pragma once
// What this machine can read of a WAL need not lie on its disk: a flush that failed marks its bytes as written, and no later
// flush brings them there (P1c). What is appended behind such a gap would be lost with it when the power goes.
#include <string>

namespace tributary::store {

// Before SQLite opens `file`: a WAL that was left behind is copied, flushed and put in its own place. Gives `file` back.
// Throws StorageFailed; where there is no room for the copy the WAL stays as it is, and reading goes on (P9).
std::string with_wal_anew(std::string file);

}  // namespace tributary::store
