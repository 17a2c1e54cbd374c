#pragma once
// Search as one types, over the headers the browser has: names, addresses, tags, assignees. For some milliseconds a frame,
// newest first, so that a key never waits for a hundred thousand.
#include "core/base/fold.h"
#include "web/app/frame.h"

namespace tributary::app {

// When that day begins where the person is, whichever time was kept there then.
Instant midnight(const SearchDay&);

// A new question, when `typed` is another than before.
void ask_headers(HeaderScan&, std::string_view typed);
// Looks at the next ones, then makes others ready for the next question. False: nothing is left to do.
bool scan_headers(const Frame&, HeaderScan&);
inline constexpr std::size_t headers_found_max = 60;

}  // namespace tributary::app
