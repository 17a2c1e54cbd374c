#pragma once
// Put before each of Dear ImGui's sources (cmake/imgui.cmake): what it keeps of windows in a file is never read here, and the C
// library's scanner is larger than everything it would be used for.
#include <stdio.h>
#define sscanf(...) 0
