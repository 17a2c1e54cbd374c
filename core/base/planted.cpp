#include "core/base/planted.h"

#ifdef TRIBUTARY_PLANTED
namespace tributary { int planted_bug = 0; }
#endif
