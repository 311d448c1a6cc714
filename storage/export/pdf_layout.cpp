// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/export/pdf_layout.h"

#include <QFontMetricsF>
#include <QStringList>

#include <algorithm>
#include <array>

namespace oxseal::exporting {
namespace {

QString text(const std::string& utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

class Layouter
{
public:
    /// `scale` is that of type and spacing; the paper's margins follow from the kind of document alone.
    Layouter(const Document& document, QPaintDevice& device, QSizeF page, qreal scale)
        : document_(document)
        , device_(device)
        , unit_(device.logicalDpiX() / 72.0)
        , scale_(scale)
        , page_(page)
    {
        newPage();
    }

    /// Pages up to the first page break, once run.
    [[nodiscard]] std::size_t firstPart() const { return firstPart_ > 0 ? firstPart_ : pages_.size(); }

    std::vector<LaidPage> run()
    {
        put(text(document_.title), font(16, true), left(), width(), Qt::AlignLeft);
        if (!document_.subtitle.empty())
            put(text(document_.subtitle), font(10), left(), width(), Qt::AlignLeft);
        gap(8);
        for (const auto& block : document_.blocks)
            std::visit(*this, block);
        addFrames();
        return pages_;
    }

    void operator()(const doc::Heading& heading)
    {
        if (document_.onePage) {
            gap(3);
            keepTogether(sp(36));
            put(text(heading.text), font(10.5, true), left(), width(), Qt::AlignLeft);
            rule(0.4);
            gap(2);
            return;
        }
        gap(heading.level == 1 ? 10 : 6);
        keepTogether(pt(48));
        put(text(heading.text), font(heading.level == 1 ? 12 : 10.5, true), left(), width(), Qt::AlignLeft);
        gap(3);
    }

    void operator()(const doc::Paragraph& paragraph)
    {
        const qreal indent = pt(12.0 * paragraph.indent);
        const bool small = paragraph.style == doc::Style::Small;
        QFont face = font(small ? 8 : 10, paragraph.style == doc::Style::Strong);
        if (paragraph.style == doc::Style::Mono)
            face = mono(8.5);
        const int align = paragraph.style == doc::Style::Centered ? Qt::AlignHCenter : Qt::AlignLeft;
        // Each line of its own, so that a long text can break between pages.
        for (const QString& line : text(paragraph.text).split(QLatin1Char('\n')))
            put(line, face, left() + indent, width() - indent, align);
        gap(4);
    }

    void operator()(const doc::KeyValues& list)
    {
        const qreal between = list.columns > 1 ? pt(16) : 0;
        const qreal wide = (width() - between * (list.columns - 1)) / list.columns;
        // A half is too narrow for the share that a whole line gives its keys.
        const qreal keyWidth = wide * (list.columns > 1 ? 0.52 : document_.onePage ? 0.26 : 0.32);
        const std::size_t rows = (list.pairs.size() + static_cast<std::size_t>(list.columns) - 1)
            / static_cast<std::size_t>(list.columns);
        for (std::size_t i = 0; i < rows; ++i) {
            qreal height = 0;
            for (std::size_t at = i; at < list.pairs.size(); at += rows)
                height = std::max(height, pairHeight(list.pairs[at], keyWidth, wide));
            keepTogether(height);
            qreal x = left();
            for (std::size_t at = i; at < list.pairs.size(); at += rows) {
                add(text(list.pairs[at].first), font(9.5, true), {x, y_, keyWidth, height}, Qt::AlignLeft);
                add(text(list.pairs[at].second), font(9.5), {x + keyWidth + pt(8), y_, wide - keyWidth - pt(8), height},
                    Qt::AlignLeft);
                x += wide + between;
            }
            y_ += height + sp(document_.onePage ? 1 : 2);
        }
        gap(document_.onePage ? 2 : 4);
    }

    void operator()(const doc::Table& table)
    {
        int total = 0;
        for (const auto& column : table.columns)
            total += column.weight;
        std::vector<qreal> widths;
        for (const auto& column : table.columns)
            widths.push_back(width() * column.weight / std::max(1, total));
        std::vector<std::string> titles;
        for (const auto& column : table.columns)
            titles.push_back(column.title);
        const auto header = [&] { row(table, titles, widths, font(8.5, true)); };
        keepTogether(document_.onePage ? sp(30) : pt(40));
        header();
        rule(0.8);
        for (const auto& cells : table.rows) {
            const qreal height = rowHeight(cells, widths, font(8.5));
            if (y_ + height > bottom()) {
                newPage();
                header();
                rule(0.8);
            }
            row(table, cells, widths, font(8.5));
            rule(0.25);
        }
        gap(document_.onePage ? 3 : 6);
    }

    void operator()(const doc::SignatureLines& signatures)
    {
        for (const auto& line : signatures.lines) {
            keepTogether(pt(64));
            y_ += pt(10);
            if (!line.note.empty())
                put(text(line.note), font(10), left(), width() * 0.6, Qt::AlignLeft);
            else
                y_ += pt(14);
            pages_.back().lines.push_back({{left(), y_}, {left() + width() * 0.5, y_}, pt(0.6)});
            y_ += pt(3);
            put(text(line.name), font(10), left(), width() * 0.6, Qt::AlignLeft);
            put(text(line.office), font(9), left(), width() * 0.6, Qt::AlignLeft);
        }
        gap(4);
    }

    void operator()(const doc::FormCard& card)
    {
        gap(4);
        qreal height = heightOf(text(card.title), font(10, true), width()) + sp(6);
        for (std::size_t at = 0; at < card.facts.size(); at += 2)
            height += factsHeight(card, at) + sp(1);
        qreal fields = 0;
        for (const auto& row : card.rows)
            fields += fieldsHeight(row);
        keepTogether(height + fields);
        rule(0.5);
        gap(3);
        put(text(card.title), font(10, true), left(), width(), Qt::AlignLeft);
        gap(2);
        // What is longer than a page flows on in one column; all else stands in two.
        if (height + fields > bottom() - top()) {
            for (const auto& [name, value] : card.facts)
                put(text(name) + QStringLiteral(": ") + text(value), font(8.5), left(), width(), Qt::AlignLeft);
        } else {
            for (std::size_t at = 0; at < card.facts.size(); at += 2)
                facts(card, at);
        }
        keepTogether(fields);
        for (const auto& row : card.rows)
            fieldRow(row);
        gap(5);
    }

    void operator()(const doc::PageBreak&)
    {
        if (firstPart_ == 0)
            firstPart_ = pages_.size();
        newPage();
    }

private:
    [[nodiscard]] qreal pt(qreal points) const { return points * unit_; }
    [[nodiscard]] qreal sp(qreal points) const { return points * unit_ * scale_; }
    [[nodiscard]] qreal left() const { return pt(document_.onePage ? 44 : 56); }
    [[nodiscard]] qreal width() const { return page_.width() - 2 * left(); }
    [[nodiscard]] qreal top() const { return pt(document_.onePage ? 40 : 64); }
    [[nodiscard]] qreal bottom() const { return page_.height() - pt(document_.onePage ? 50 : 56); }

    [[nodiscard]] QFont font(qreal points, bool strong = false) const
    {
        QFont face(QStringLiteral("Noto Sans"));
        face.setPointSizeF(points * scale_);
        face.setWeight(strong ? QFont::DemiBold : QFont::Normal);
        // Spacing other than 0 keeps Qt from drawing "ffi" as one glyph, which would come out changed when copied.
        face.setLetterSpacing(QFont::AbsoluteSpacing, 0.1);
        return face;
    }
    [[nodiscard]] QFont mono(qreal points) const
    {
        QFont face(QStringLiteral("Noto Sans Mono"));
        face.setStyleHint(QFont::Monospace);
        face.setPointSizeF(points * scale_);
        return face;
    }

    void newPage()
    {
        pages_.emplace_back();
        y_ = top();
    }
    void gap(qreal points) { y_ += sp(points); }
    void keepTogether(qreal height)
    {
        if (y_ + height > bottom() && y_ > top())
            newPage();
    }

    [[nodiscard]] qreal heightOf(const QString& words, const QFont& face, qreal wide) const
    {
        const QFontMetricsF metrics(face, &device_);
        if (words.isEmpty())
            return metrics.lineSpacing();
        return metrics.boundingRect(QRectF(0, 0, wide, 1e9), wrapping(words, face, wide), words).height();
    }
    /// Words wrap at blanks; a word wider than its place (a digest) makes its text wrap anywhere.
    [[nodiscard]] int wrapping(const QString& words, const QFont& face, qreal wide) const
    {
        const QFontMetricsF metrics(face, &device_);
        for (const QString& word : words.split(QLatin1Char(' ')))
            if (word.size() > 8 && metrics.horizontalAdvance(word) > wide)
                return Qt::TextWrapAnywhere;
        return Qt::TextWordWrap;
    }
    void add(const QString& words, const QFont& face, QRectF rect, int align)
    {
        if (!words.isEmpty())
            pages_.back().texts.push_back({rect, words, face, align | Qt::AlignTop | wrapping(words, face, rect.width())});
    }

    /// A text that may be higher than the page is cut at word borders, so nothing ever runs off the paper.
    void put(QString words, const QFont& face, qreal x, qreal wide, int align)
    {
        while (true) {
            const qreal height = heightOf(words, face, wide);
            if (y_ + height <= bottom()) {
                add(words, face, {x, y_, wide, height}, align);
                y_ += height;
                return;
            }
            if (y_ > top() && height <= bottom() - top()) {
                newPage();
                continue;
            }
            qsizetype fits = fitting(words, face, wide, bottom() - y_);
            if (fits == 0 && y_ > top()) {
                newPage();
                continue;
            }
            fits = std::max<qsizetype>(fits, 1);
            add(words.left(fits), face, {x, y_, wide, bottom() - y_}, align);
            words = words.mid(fits);
            newPage();
        }
    }
    [[nodiscard]] qsizetype fitting(const QString& words, const QFont& face, qreal wide, qreal high) const
    {
        qsizetype low = 0;
        qsizetype over = words.size() + 1;
        while (over - low > 1) {
            const qsizetype middle = (low + over) / 2;
            (heightOf(words.left(middle), face, wide) <= high ? low : over) = middle;
        }
        const qsizetype blank = words.lastIndexOf(QLatin1Char(' '), low > 0 ? low - 1 : 0);
        return low < words.size() && blank > 0 ? blank + 1 : low;
    }

    [[nodiscard]] qreal pairHeight(const std::pair<std::string, std::string>& pair, qreal keyWidth, qreal wide) const
    {
        return std::max(heightOf(text(pair.first), font(9.5, true), keyWidth),
            heightOf(text(pair.second), font(9.5), wide - keyWidth - pt(8)));
    }
    [[nodiscard]] qreal rowHeight(const std::vector<std::string>& cells, const std::vector<qreal>& widths, const QFont& face) const
    {
        qreal height = 0;
        for (std::size_t i = 0; i < cells.size(); ++i)
            height = std::max(height, heightOf(text(cells[i]), face, widths[i] - pt(6)));
        return std::min(height + sp(4), bottom() - top() - pt(40));
    }
    void row(const doc::Table& table, const std::vector<std::string>& cells, const std::vector<qreal>& widths, const QFont& face)
    {
        const qreal height = rowHeight(cells, widths, face);
        qreal x = left();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto align = table.columns[i].align;
            const int flag = align == doc::Align::Right ? Qt::AlignRight
                : align == doc::Align::Center           ? Qt::AlignHCenter
                                                        : Qt::AlignLeft;
            add(text(cells[i]), face, {x + pt(3), y_ + sp(2), widths[i] - pt(6), height - sp(2)}, flag);
            x += widths[i];
        }
        y_ += height;
    }
    // Two facts stand side by side, each its name and its value.
    [[nodiscard]] qreal factName() const { return sp(82); }
    [[nodiscard]] qreal factWidth() const { return (width() - pt(14)) / 2; }
    [[nodiscard]] qreal factsHeight(const doc::FormCard& card, std::size_t at) const
    {
        qreal height = 0;
        for (std::size_t one = at; one < std::min(at + 2, card.facts.size()); ++one) {
            const auto& [name, value] = card.facts[one];
            height = std::max({height, heightOf(text(name), font(8.5), factName() - pt(4)), heightOf(text(value), font(8.5), factWidth() - factName())});
        }
        return height;
    }
    void facts(const doc::FormCard& card, std::size_t at)
    {
        const qreal height = factsHeight(card, at);
        qreal x = left();
        for (std::size_t one = at; one < std::min(at + 2, card.facts.size()); ++one) {
            const auto& [name, value] = card.facts[one];
            add(text(name), font(8.5, true), {x, y_, factName() - pt(4), height}, Qt::AlignLeft);
            add(text(value), font(8.5), {x + factName(), y_, factWidth() - factName(), height}, Qt::AlignLeft);
            x += factWidth() + pt(14);
        }
        y_ += height + sp(1);
    }
    [[nodiscard]] qreal fieldsHeight(const std::vector<doc::Field>& row) const
    {
        int lines = 1;
        for (const doc::Field& field : row)
            lines = std::max(lines, field.lines);
        return sp(11) + sp(4 + 11.5 * lines) + sp(4);
    }
    void fieldRow(const std::vector<doc::Field>& row)
    {
        int total = 0;
        for (const doc::Field& field : row)
            total += field.weight;
        const qreal between = pt(8);
        const qreal room = width() - between * static_cast<qreal>(row.size() - 1);
        const qreal high = fieldsHeight(row) - sp(15);
        qreal x = left();
        for (const doc::Field& field : row) {
            const qreal wide = room * field.weight / std::max(1, total);
            add(text(field.label), font(7.5), {x, y_, wide, sp(11)}, Qt::AlignLeft);
            pages_.back().fields.push_back({{x, y_ + sp(11), wide, high}, field});
            x += wide + between;
        }
        y_ += fieldsHeight(row);
    }
    void rule(qreal points)
    {
        pages_.back().lines.push_back({{left(), y_}, {left() + width(), y_}, pt(points)});
    }

    void addFrames()
    {
        QString marks;
        for (const auto& mark : document_.marks)
            marks += (marks.isEmpty() ? QString() : QStringLiteral(" · ")) + text(mark);
        for (std::size_t i = 0; i < pages_.size(); ++i) {
            auto& page = pages_[i];
            const qreal head = pt(document_.onePage ? 22 : 34);
            if (i > 0)
                page.texts.push_back({{left(), head, width() * 0.7, pt(14)}, text(document_.title), font(8), Qt::AlignLeft | Qt::AlignTop});
            if (!marks.isEmpty())
                page.texts.push_back({{left(), head, width(), pt(16)}, marks, font(10, true), Qt::AlignRight | Qt::AlignTop});
            const qreal foot = page_.height() - pt(40);
            page.lines.push_back({{left(), foot - pt(4)}, {left() + width(), foot - pt(4)}, pt(0.25)});
            page.texts.push_back({{left(), foot, width() * 0.75, pt(14)}, text(document_.footer), font(8), Qt::AlignLeft | Qt::AlignTop});
            const QString count = QStringLiteral("Page %1 of %2").arg(i + 1).arg(pages_.size());
            page.texts.push_back({{left(), foot, width(), pt(14)}, count, font(8), Qt::AlignRight | Qt::AlignTop});
        }
    }

    const Document& document_;
    QPaintDevice& device_;
    qreal unit_;
    qreal scale_;
    QSizeF page_;
    std::size_t firstPart_ = 0;
    qreal y_ = 0;
    std::vector<LaidPage> pages_;
};

} // namespace

std::vector<LaidPage> layOut(const Document& document, QPaintDevice& device, QSizeF page)
{
    if (!document.onePage)
        return Layouter(document, device, page, 1).run();
    // Below 70 % of the usual size nobody reads it: then a second page is the honest answer.
    constexpr std::array kScales{0.88, 0.85, 0.82, 0.79, 0.76, 0.73, 0.70};
    std::vector<LaidPage> pages;
    for (const qreal scale : kScales) {
        Layouter layouter(document, device, page, scale);
        pages = layouter.run();
        if (layouter.firstPart() == 1)
            break;
    }
    return pages;
}

} // namespace oxseal::exporting
