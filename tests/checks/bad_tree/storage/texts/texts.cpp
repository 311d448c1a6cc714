// no entries

namespace oxseal {
struct Twice
{
    long other;
};
}
