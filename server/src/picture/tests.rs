//! What people upload, and what strangers do.

use std::io::Cursor;

use dezky_domain::error::Why;
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};

use super::{LARGEST, Picture, made};

fn refused(bytes: &[u8], why: &'static str) {
    let answer = made(bytes);
    assert_eq!(answer, Err(Why(why)), "{}", String::from_utf8_lossy(&bytes[..bytes.len().min(200)]));
}

fn drawn(svg: &str) -> String {
    let Picture { kind, bytes } = made(svg.as_bytes()).unwrap_or_else(|why| panic!("{why}: {svg}"));
    assert_eq!(kind, "svg");
    String::from_utf8(bytes).unwrap()
}

fn painted(bytes: &[u8]) -> RgbaImage {
    let Picture { kind, bytes } = made(bytes).unwrap();
    assert_eq!(kind, "png");
    image::load_from_memory_with_format(&bytes, ImageFormat::Png).unwrap().to_rgba8()
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let image = RgbaImage::from_pixel(width, height, Rgba([244, 185, 66, 255]));
    let mut bytes = Cursor::new(Vec::new());
    let image = DynamicImage::ImageRgba8(image);
    let image = if format == ImageFormat::Jpeg { DynamicImage::ImageRgb8(image.to_rgb8()) } else { image };
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn svg(inside: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 24 24'>\
         <path d='M2 2h20v20H2z' fill='#f4b942'/>{inside}</svg>"
    )
}

#[test]
fn every_kind_that_is_promised_becomes_a_png_of_measure() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let made = painted(&picture(40, 20, format));
        assert_eq!(made.dimensions(), (40, 20), "{format:?}");
        let Rgba([red, green, blue, alpha]) = *made.get_pixel(20, 10);
        assert!(red.abs_diff(244) < 4 && green.abs_diff(185) < 4 && blue.abs_diff(66) < 4 && alpha == 255);
    }
    assert_eq!(painted(&picture(1030, 515, ImageFormat::Png)).dimensions(), (512, 256));
}

#[test]
fn a_picture_is_its_pixels_and_nothing_behind_them() {
    let plain = picture(8, 8, ImageFormat::Png);
    let expected = made(&plain).unwrap();
    let behind = [plain.as_slice(), b"<svg onload='alert(1)'/><script>alert(1)</script>PK\x03\x04"].concat();
    assert_eq!(made(&behind).unwrap(), expected);
}

#[test]
fn what_a_file_is_its_first_bytes_say() {
    // A web page, a GIF, an archive, a program: whatever they are called.
    for other in [
        &b"<html><script>alert(1)</script></html>"[..],
        b"GIF89a\x01\x00\x01\x00",
        b"PK\x03\x04",
        b"\x7fELF",
        b"MZ",
        b"%PDF-1.7",
        b"\x1f\x8b\x08",
        b"\x00\x00\x01\x00",
        b"",
        b"\xff",
        b"hello",
        b"<?xml version='1.0'?><html/>",
    ] {
        refused(other, "logo-kind");
    }
    refused(&vec![b' '; LARGEST + 1], "logo-large");
    // Told to be one thing, and another.
    refused(b"\x89PNG\r\n\x1a\n<svg xmlns='http://www.w3.org/2000/svg'/>", "logo-broken");
    refused(b"\xff\xd8\xff\xe0 GIF89a", "logo-broken");
    refused(b"RIFF\xff\xff\xff\xffWEBPVP8 ", "logo-broken");
}

/// The check of a PNG's chunk (ISO 15948 §5.5).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 })
    })
}

fn header(width: u32, height: u32) -> Vec<u8> {
    let mut chunk = b"IHDR".to_vec();
    chunk.extend(width.to_be_bytes());
    chunk.extend(height.to_be_bytes());
    chunk.extend([8, 6, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d".to_vec();
    bytes.extend(&chunk);
    bytes.extend(crc(&chunk).to_be_bytes());
    // And a chunk of data that is never read.
    bytes.extend(b"\x00\x00\x00\x00IDAT\x35\xaf\x06\x1e");
    bytes
}

#[test]
fn no_header_is_believed() {
    refused(&header(4097, 1), "logo-pixels");
    refused(&header(1, 60_000), "logo-pixels");
    for size in [100_000, 0x7fff_ffff] {
        let answer = made(&header(size, size));
        assert!(answer == Err(Why("logo-pixels")) || answer == Err(Why("logo-broken")), "{answer:?}");
    }
    refused(&header(0, 0), "logo-broken");
    refused(&header(4096, 4096), "logo-broken");
    let whole = picture(64, 64, ImageFormat::Png);
    refused(&whole[..whole.len() / 2], "logo-broken");
}

#[test]
fn a_drawing_is_its_shapes() {
    let plain = drawn(&svg(""));
    assert!(plain.contains("<path") && plain.contains("#f4b942"), "{plain}");
    let styled = drawn(&svg("<style>.a{fill:#123456}</style><circle class='a' cx='5' cy='5' r='3'/>"));
    assert!(styled.contains("#123456") && !styled.contains("<style") && !styled.contains("class"), "{styled}");
    let gradient = drawn(&svg(
        "<defs><linearGradient id='g'><stop stop-color='red'/><stop offset='1' stop-color='blue'/></linearGradient></defs>\
         <rect width='9' height='9' fill='url(#g)'/>",
    ));
    assert!(gradient.contains("<linearGradient") && gradient.contains("url(#"), "{gradient}");
    let used =
        drawn(&svg("<defs><path id='p' d='M0 0h4v4z'/></defs><use href='#p' x='3'/><use xlink:href='#p' y='3'/>"));
    assert!(!used.contains("<use"), "{used}");
    drawn(&format!("\u{feff}<?xml version='1.0'?><!-- Made by hand --><!DOCTYPE svg>{}", svg("")));
}

#[test]
fn nothing_of_a_drawing_runs_or_leads_away() {
    let plain = drawn(&svg(""));
    for hostile in [
        "<script>alert(1)</script>",
        "<script xlink:href='https://evil.example/x.js'/>",
        "<foreignObject width='9' height='9'><body xmlns='http://www.w3.org/1999/xhtml'><iframe src='https://evil.example'/></body></foreignObject>",
        "<g onload='alert(1)' onclick='alert(1)' onmouseover='alert(1)'/>",
        "<animate attributeName='href' values='javascript:alert(1)'/><set attributeName='onload' to='alert(1)'/>",
        "<style>@import url('https://evil.example/x.css'); * { background: url(https://evil.example/y) }</style>",
        "<use href='https://evil.example/x.svg#a'/><use xlink:href='data:image/svg+xml,%3Csvg/%3E#a'/>",
        "<iframe xmlns='http://www.w3.org/1999/xhtml' src='javascript:alert(1)'/>",
        "<handler xmlns='http://www.w3.org/2001/xml-events' type='text/javascript'>alert(1)</handler>",
        "<?xml-stylesheet href='https://evil.example/x.css'?>",
        "<desc>&lt;script&gt;alert(1)&lt;/script&gt;</desc><title>x</title><metadata>secret</metadata>",
    ] {
        // What is left of a group that had nothing but handlers draws nothing.
        assert_eq!(drawn(&svg(hostile)).replace("<g/>", ""), plain, "{hostile}");
    }
    // A shape that is led by a link stays a shape.
    let linked =
        drawn(&svg("<a href='javascript:alert(1)' target='_top'><rect width='4' height='4' onload='x()'/></a>"));
    for word in ["script", "href", "onload", "target", "<a"] {
        assert!(!linked.contains(word), "{word}: {linked}");
    }
    let away = drawn(&svg(
        "<rect width='4' height='4' fill=\"url('https://evil.example/x')\" style='stroke:url(//evil.example)'/>",
    ));
    assert!(!away.contains("evil"), "{away}");
    // What was on the document itself.
    let outer = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)' viewBox='0 0 9 9'><rect width='4' height='4'/></svg>";
    assert!(!drawn(outer).contains("alert"));
}

#[test]
fn what_cannot_become_a_shape_is_refused_in_words() {
    refused(svg("<text x='1' y='9'>Acme</text>").as_bytes(), "logo-text");
    for image in ["data:image/png;base64,iVBORw0KGgo=", "https://evil.example/x.png", "file:///etc/passwd"] {
        refused(svg(&format!("<image href='{image}' width='9' height='9'/>")).as_bytes(), "logo-picture");
    }
    refused(b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'></svg>", "logo-empty");
    refused(b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><script>1</script></svg>", "logo-empty");
    refused(b"<svg xmlns='http://www.w3.org/2000/svg'", "logo-broken");
    refused(b"<?xml version='1.0'?><not-an-svg>&lt;svg</not-an-svg>", "logo-kind");
    refused(b"<svg:svg/>", "logo-broken");
}

#[test]
fn a_few_lines_never_stand_for_a_billion() {
    // Entities in entities.
    let mut laughs = "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a0 'ha'>".to_owned();
    for level in 1..10 {
        let before = format!("&a{};", level - 1).repeat(10);
        laughs += &format!("<!ENTITY a{level} '{before}'>");
    }
    laughs += "]><svg xmlns='http://www.w3.org/2000/svg'><desc>&a9;</desc></svg>";
    refused(laughs.as_bytes(), "logo-complex");
    let file =
        "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>";
    refused(file.as_bytes(), "logo-complex");

    // Groups of groups, used and used again.
    let level = |level: u32, inside: String| format!("<g id='g{level}'>{inside}</g>");
    let mut uses = level(0, "<rect width='1' height='1'/>".to_owned());
    for number in 1..12 {
        uses += &level(number, format!("<use href='#g{}'/>", number - 1).repeat(10));
    }
    refused(svg(&uses).as_bytes(), "logo-complex");
    let mut patterns = "<pattern id='p0' width='1' height='1'><rect width='1' height='1'/></pattern>".to_owned();
    for number in 1..12 {
        let inside = format!("<rect width='1' height='1' style='fill:url(#p{})'/>", number - 1).repeat(10);
        patterns += &format!("<pattern id='p{number}' width='1' height='1'>{inside}</pattern>");
    }
    refused(svg(&format!("{patterns}<rect width='1' height='1' fill='url(#p11)'/>")).as_bytes(), "logo-complex");
    let by_rule = "<style>.p{fill:url(#p)}</style><pattern id='p' width='1' height='1'>\
        <rect class='p' width='1' height='1'/><rect class='p' width='1' height='1'/></pattern>";
    refused(svg(by_rule).as_bytes(), "logo-complex");

    // What refers to itself.
    refused(svg("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>").as_bytes(), "logo-complex");
    // Too deep, too many, too large.
    refused(svg(&format!("{}{}", "<g>".repeat(5000), "</g>".repeat(5000))).as_bytes(), "logo-complex");
    let many = svg(&"<g/>".repeat(25_000));
    let answer = made(many.as_bytes());
    assert!(answer == Err(Why("logo-broken")) || answer == Err(Why("logo-complex")), "{answer:?}");
    refused(
        b"<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='1e9'><rect width='4' height='4'/></svg>",
        "logo-complex",
    );
    refused(svg("<marker id='m'><rect/></marker><path marker-mid='url(#m)' d='M0 0L1 1'/>").as_bytes(), "logo-complex");
    refused(svg("<filter id='f'><feGaussianBlur stdDeviation='9999'/></filter>").as_bytes(), "logo-complex");
    refused(svg(&format!("<style>{}</style>", "a{b:c}".repeat(20_000))).as_bytes(), "logo-complex");
}
