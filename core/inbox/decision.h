#pragma once
// What every feature file begins with: the state it reads, the refusals it may give, and the promise
// of a Decision. Decision is completed in catalogue.h, once every event is known.
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/inbox/content.h"
#include "core/inbox/state.h"

namespace tributary {
class Decision;
struct Outcome;
}
