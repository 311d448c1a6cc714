#pragma once

namespace oxseal {
struct Twice
{
    int first;
};
}
