#pragma once
// j and k come to the neighbours of the open conversation: what stands in their headers, threads and details is measured and
// drawn into the atlas in the frames before, so that the press itself finds all of it there.
#include "web/app/frame.h"

namespace tributary::app {

// One neighbour whose thread is here, after everything that is seen; again in the next frame if not all of it fits into this one.
void rehearse_beside(Frame&);

}  // namespace tributary::app
