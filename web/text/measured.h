#pragma once
// What the browser was asked once and need not be asked again: widths, cuts and line breaks. Shared by the files of
// this folder only.
#include "web/text/run_atlas.h"
#include "web/text/run_key.h"

namespace tributary::text {

RunKey metrics_key(const platform::Run&);  // without ink: dark and light text are equally wide
platform::TextMetrics metrics(const RunKey&, const platform::Run&);

void trim_measured();    // at the start of a frame: what was handed out before may go
void forget_measured();  // fonts or pixel ratio changed
std::size_t measured_count();

}  // namespace tributary::text
