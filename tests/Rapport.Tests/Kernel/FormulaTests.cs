using Rapport.Kernel.Content;

namespace Rapport.Tests.Kernel;

public sealed class FormulaTests
{
    static string Md(string source) => Renderer.Render(Content.Markdown(source)).Html;
    static string Html(string source) => Renderer.Render(Content.Html(source)).Html;

    [Fact]
    public void A_formula_becomes_MathML_that_needs_no_script_and_no_font()
    {
        var rendered = Renderer.Render(Content.Markdown("The sum $a_1 * b_2 * c$ is small."));
        Assert.Contains("<math><mrow><msub><mi>a</mi>", rendered.Html);
        Assert.DoesNotContain("<em>", rendered.Html);
        Assert.True(rendered.HasMath);
        Assert.Equal("The sum $a_1 * b_2 * c$ is small.", rendered.Text);
    }

    [Theory]
    [InlineData("It costs $5 and $10.")]
    [InlineData("From $5-$10, or 5$ to 10$.")]
    [InlineData("Only $5!")]
    [InlineData("US$ 20, A$ 30")]
    [InlineData("Set $HOME and $PATH first")]
    [InlineData("I paid $20 for it, (you paid 15$).")]
    [InlineData("$1,000.00 (not $900)")]
    [InlineData("\\$x^2\\$")]
    public void A_price_is_not_a_formula(string words)
    {
        Assert.DoesNotContain("<math", Md(words));
        Assert.DoesNotContain("class=\"tex", Md(words));
    }

    [Theory]
    [InlineData("$$\n\\begin{align}\na &= b \\\\\n- c &= d\n\\end{align}\n$$")]
    [InlineData("Thus\n$$x = 1$$\nand so")]
    [InlineData("\\[ x = 1 \\]")]
    [InlineData("\\begin{align}\na &= b\n\\end{align}")]
    public void A_formula_on_lines_of_its_own_is_set_apart(string source)
    {
        Assert.Contains("<math display=\"block\"", Md(source));
        Assert.DoesNotContain("<code", Md(source));
        Assert.DoesNotContain("<li", Md(source));
    }

    [Theory]
    [InlineData("\\(x\\) is it", true)]
    [InlineData("$|0\\rangle$", true)]
    [InlineData("`$x^2$`", false)]
    [InlineData("    $x^2$", false)]
    [InlineData("a \\(really\\) escaped bracket", false)]
    public void Formulas_are_found_where_they_are_meant(string source, bool formula) => Assert.Equal(formula, Md(source).Contains("<math"));

    [Fact]
    public void Imported_words_hold_formulas_too_but_their_code_does_not()
    {
        Assert.Contains("<math>", Html("<p>State $ |\\psi\\rangle $ and <code>$x^2$</code></p>"));
        Assert.Contains("<code>$x^2$</code>", Html("<p>State $ |\\psi\\rangle $ and <code>$x^2$</code></p>"));
        Assert.Contains("<math display=\"block\"", Html("<p>$$a &lt; b$$</p>"));
        Assert.DoesNotContain("<math", Html("<p>It costs $5 and $10.</p>"));
        Assert.Equal(3, Html("<p>Either $0$, $1$ or $2000$.</p>").Split("<math>").Length - 1);
    }

    [Fact]
    public void Macros_defined_in_one_formula_hold_in_the_next()
    {
        var html = Html("<p>$\\newcommand{\\kett}[1]{\\left|#1\\right\\rangle}$ Now $\\kett{0}$ and $\\kett{1}$</p>");
        Assert.DoesNotContain("<code", html);
        Assert.Equal(2, html.Split("<math>").Length - 1);
    }

    [Fact]
    public void Wrong_TeX_shows_its_source() => Assert.Contains("<code class=\"tex\">\\frac{1</code>", Md("Here $\\frac{1$ is wrong"));

    [Fact]
    public void MathML_that_others_wrote_is_not_taken() =>
        Assert.DoesNotContain("<math", Html("<math><mtext><img src=x onerror=alert(1)></mtext></math><p>x</p>"));

    [Theory]
    [InlineData("\\href{javascript:alert(1)}{x}")]
    [InlineData("\\text{<script>alert(1)</script>}")]
    [InlineData("\\class{x\" onclick=\"alert(1)}{y}")]
    [InlineData("\\style{background:url(//evil)}{x}")]
    [InlineData("\\includegraphics{//evil/x.png}")]
    [InlineData("\\color{red;background:url(//evil)}x")]
    [InlineData("\\hspace{100000em} \\rule{10000em}{10000em}")]
    [InlineData("\\def\\a{\\a\\a}\\a")]
    [InlineData("\\label{main} \\tag{<b>}")]
    public void Hostile_TeX_comes_to_nothing(string tex)
    {
        var html = Md($"$${tex}$$");
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotMatch("<[^>]*(evil|0000em|javascript| style=| id=| onclick=)[^>]*>", html);
    }

    [Fact]
    public void Deep_and_endless_TeX_is_given_up_in_time()
    {
        string[] bombs =
        [
            new string('{', 1_900) + "x" + new string('}', 1_900), string.Concat(Enumerable.Repeat("\\frac1", 600)) + "2", string.Concat(Enumerable.Repeat("x^", 1_900)) + "2",
            string.Concat(Enumerable.Repeat("\\sqrt", 700)) + "2", string.Concat(Enumerable.Repeat("\\left(", 600)) + "2", string.Concat(Enumerable.Repeat("\\hat", 900)) + "x",
            string.Concat(Enumerable.Repeat("\\begin{matrix}", 250)), string.Concat(Enumerable.Repeat("x&", 1_900)), string.Concat(Enumerable.Repeat("{\\bf ", 700)),
        ];
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var bomb in bombs) Tex.Render(bomb, display: true);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void Many_writers_render_at_once()
    {
        var html = new string?[200];
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i => html[i] = Tex.Render($"x_{{{i}}}", display: false));
        for (var i = 0; i < 200; i++) Assert.Contains($">{i}</mn>", html[i]);
    }
}
