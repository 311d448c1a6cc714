// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/chart_view.h"

#include "storage/export/chart_data.h"
#include "ui/common/chart_canvas.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/plain_table.h"
#include "ui/common/save_file.h"
#include "ui/common/words.h"
#include "ui/shell/icons.h"

#include <QBuffer>
#include <QHBoxLayout>
#include <QPainter>
#include <QSaveFile>
#include <QStackedWidget>
#include <QSvgGenerator>
#include <QToolButton>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

/// A square in a series' colour; follows the theme.
class Swatch final : public QWidget
{
public:
    explicit Swatch(int series)
        : series_(series)
    {
        setFixedSize(kGap12, kGap12);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter(this).fillRect(rect().adjusted(1, 1, -1, -1), chartColor(Theme::instance().appearance(), series_));
    }

private:
    int series_;
};

QToolButton* tool(const QString& icon, const QString& words)
{
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("iconOnly"));
    button->setIcon(lineIcon(icon));
    button->setToolTip(words);
    button->setAccessibleName(words);
    return button;
}

} // namespace

ChartView::ChartView(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(role::kCard);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kGap, kGap, kGap12);
    layout->setSpacing(kGap4);
    createBar();
    layout->addLayout(bar_);
    key_ = new QWidget;
    keyRow_ = new QHBoxLayout(key_);
    keyRow_->setContentsMargins(0, 0, 0, 0);
    keyRow_->setSpacing(kGap4);
    layout->addWidget(key_);
    canvas_ = new ChartCanvas;
    table_ = new PlainTable(tr("Numbers of the chart"), true);
    nothing_ = label({}, role::kSecondary, true);
    nothing_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    views_ = new QStackedWidget;
    for (QWidget* view : {static_cast<QWidget*>(canvas_), static_cast<QWidget*>(table_), static_cast<QWidget*>(nothing_)})
        views_->addWidget(view);
    views_->setMinimumHeight(kChartHeight);
    layout->addWidget(views_, 1);
    connect(canvas_, &ChartCanvas::picked, this, &ChartView::picked);
    connect(table_, &PlainTable::opened, this, [this](const QString& handle) { Q_EMIT picked(handle.toInt(), 0); });
}

void ChartView::createBar()
{
    bar_ = new QHBoxLayout;
    bar_->setSpacing(kGap4);
    title_ = label({}, role::kStrong, true);
    bar_->addWidget(title_, 1);
    twin_ = tool(QStringLiteral("table"), tr("Show the chart as a table"));
    twin_->setCheckable(true);
    save_ = tool(QStringLiteral("export"), tr("Save the chart as SVG"));
    bar_->addWidget(twin_);
    bar_->addWidget(save_);
    bar_->setAlignment(twin_, Qt::AlignTop);
    bar_->setAlignment(save_, Qt::AlignTop);
    connect(twin_, &QToolButton::toggled, this, [this](bool asTable) {
        key_->setVisible(!asTable && chart_.series.size() > 1 && !chart_.empty());
        if (!chart_.empty())
            views_->setCurrentWidget(asTable ? static_cast<QWidget*>(table_) : canvas_);
    });
    connect(save_, &QToolButton::clicked, this, &ChartView::save);
}

void ChartView::addToBar(QWidget* widget) { bar_->insertWidget(1, widget, 0, Qt::AlignTop); }

void ChartView::setChart(const Chart& made, const QString& nothing)
{
    chart_ = made;
    title_->setText(plain(made.title));
    const bool empty = made.empty();
    nothing_->setText(nothing);
    setReason(twin_, empty ? nothing : QString());
    setReason(save_, empty ? nothing : QString());
    if (!empty) {
        twin_->setToolTip(twin_->accessibleName());
        save_->setToolTip(save_->accessibleName());
    }
    fillKey();
    fillTable();
    canvas_->show(made);
    canvas_->setAccessibleName(title_->text());
    setAccessibleName(title_->text());
    QStringList lines;
    const ChartTable numbers = tableOf(made);
    for (const auto& row : numbers.rows) {
        for (std::size_t i = 1; i < row.size(); ++i)
            lines << tr("%1, %2: %3").arg(plain(row[0]), plain(numbers.header[i]), plain(row[i]));
    }
    canvas_->setAccessibleDescription(lines.join(QStringLiteral("; ")));
    views_->setCurrentWidget(empty ? nothing_ : twin_->isChecked() ? static_cast<QWidget*>(table_) : canvas_);
}

void ChartView::fillKey()
{
    clearLayout(keyRow_);
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
        keyRow_->addWidget(new Swatch(static_cast<int>(i)));
        keyRow_->addWidget(label(plain(chart_.series[i].name), role::kCaption));
        keyRow_->addSpacing(kGap);
    }
    keyRow_->addStretch(1);
    if (!chart_.unit.empty())
        keyRow_->addWidget(label(plain(chart_.unit), role::kCaption));
    key_->setVisible(!chart_.empty() && !twin_->isChecked());
}

void ChartView::fillTable()
{
    constexpr int kNumberWidth = 120;
    std::vector<TableColumn> columns{{QStringLiteral("category"), plain(chart_.categoryTitle), ColumnKind::Text, kNumberWidth}};
    const ChartTable numbers = tableOf(chart_);
    const ColumnKind kind = chart_.digits == 0 ? ColumnKind::Number : ColumnKind::Amount;
    for (std::size_t i = 1; i < numbers.header.size(); ++i)
        columns.push_back({QString::number(i), plain(numbers.header[i]), kind, kNumberWidth});
    auto rows = std::make_shared<ListData>(std::move(columns));
    for (std::size_t at = 0; at < chart_.categories.size(); ++at) {
        std::vector<TableCell> cells{plain(chart_.categories[at])};
        for (const auto& series : chart_.series)
            cells.push_back(chart_.digits == 0 ? numberCell(series.values[at]) : amountCell(series.values[at], chart_.digits));
        rows->add(QString::number(at), std::move(cells), plain(chart_.unit), chart_.digits);
    }
    table_->setRows(std::move(rows), QStringLiteral("category"));
}

TableModel& ChartView::table() noexcept { return table_->rows(); }

QByteArray ChartView::svg() const
{
    constexpr QSize kSize(640, 360);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(kSize);
    generator.setViewBox(QRect(QPoint(), kSize));
    // Qt escapes these texts from some 6.x on and did not before: they are put in by ourselves, below.
    generator.setTitle(QStringLiteral("title"));
    generator.setDescription(QStringLiteral("description"));
    ChartCanvas canvas;
    canvas.resize(kSize.width() - 2 * kMargin, kSize.height() - 2 * kMargin - kGap32);
    canvas.show(chart_);
    canvas.grab(); // lays out
    QPainter painter(&generator);
    painter.fillRect(QRect(QPoint(), kSize), colors().surface);
    QFont font;
    font.setPixelSize(kBodySize);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(colors().text);
    painter.drawText(QRect(kMargin, kGap, kSize.width() - 2 * kMargin, kGap24), Qt::AlignVCenter | Qt::AlignLeft, plain(chart_.title));
    font.setPixelSize(kCaptionSize);
    font.setWeight(QFont::Normal);
    painter.setFont(font);
    int x = kMargin;
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
        const QString name = plain(chart_.series[i].name);
        painter.fillRect(x, kGap32 + kGap4, kGap, kGap, chartColor(Theme::instance().appearance(), static_cast<int>(i)));
        x += kGap12;
        painter.drawText(x, kGap32 + kGap12, name);
        x += painter.fontMetrics().horizontalAdvance(name) + kMargin;
    }
    canvas.render(&painter, QRectF(QPointF(kMargin, kGap32 + kMargin), QSizeF(canvas.size())));
    painter.end();
    bytes.replace("<title>title<", "<title>" + plain(chart_.title).toHtmlEscaped().toUtf8() + '<');
    bytes.replace("<desc>description<", "<desc>" + QString::fromStdString(exporting::chartDescription(chart_)).toHtmlEscaped().toUtf8() + '<');
    return bytes;
}

void ChartView::save()
{
    const QString suggested = QString::fromStdString(chart_.id) + QStringLiteral(".svg");
    const QString file = askFileToSave(this, tr("Save the chart as SVG"), suggested, tr("SVG (*.svg)"));
    if (file.isEmpty())
        return;
    QSaveFile out(file);
    const QByteArray bytes = svg();
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        showNotice(this, tr("Save the chart as SVG"), tr("%1 cannot be written: %2.").arg(file, out.errorString()));
}

} // namespace oxseal::ui
